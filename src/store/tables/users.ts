import type { InferInsertModel, InferSelectModel } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { ColumnKit } from './column-kit.js'

export function defineUserTables(kit: ColumnKit) {
  const users = defineUsers(kit)
  return { users, profiles: defineProfiles(kit, users) }
}

type Tables = ReturnType<typeof defineUserTables>
/** The table that others refer to. */
export type Users = ReturnType<typeof defineUsers>
export type User = InferSelectModel<Tables['users']>
export type NewUser = InferInsertModel<Tables['users']>
export type Profile = InferSelectModel<Tables['profiles']>
export type NewProfile = InferInsertModel<Tables['profiles']>

function defineUsers(kit: ColumnKit) {
  const { table, string, whole, instant, uniqueIndex } = kit
  return table(
    'users',
    {
      id: string().primaryKey(),
      /** Canonical: in lower case, with the domain in its ASCII form. */
      email: string(),
      emailVerifiedAt: instant(),
      /** As typed. */
      username: string(),
      /** The folded form, by which usernames are compared. */
      usernameKey: string(),
      /**
       * The same for names that look alike (UTS 39). Two older names that do have the identifier behind it. Null in rows
       * of older versions until a job has filled it.
       */
      usernameSkeleton: string(),
      type: whole().notNull().default(0),
      /** Names of the roles, separated by spaces: those in `user_roles`, for requests that read the user anyway. */
      roles: string().notNull().default(''),
      disabledAt: instant(),
      /** When a job enables the user again. Null: an administrator must. */
      disabledUntil: instant(),
      /** Why, in the words of the administrator. */
      disabledReason: string(),
      /** When a factor was last added or removed: older proofs of identity do not count as recent. */
      factorsChangedAt: instant(),
      /** Null if the user has not signed in since this column exists. */
      lastSignInAt: instant(),
      /** Language of mails: that of the last sign-in or registration. */
      language: string().notNull().default('en'),
      createdAt: instant().notNull(),
      updatedAt: instant().notNull(),
    },
    (t) => [
      uniqueIndex('users_email').on(t.email),
      uniqueIndex('users_username_key').on(t.usernameKey),
      uniqueIndex('users_username_skeleton').on(t.usernameSkeleton),
      ...listIndexes(kit, t),
    ],
  )
}

/** Each order and search of the list of users reads one of these. */
function listIndexes({ index, bytewise }: ColumnKit, t: Record<ListColumn, SQLiteColumn>) {
  return [
    index('users_by_creation').on(t.createdAt, t.id),
    index('users_by_last_sign_in').on(t.lastSignInAt, t.id),
    index('users_by_email').on(bytewise(t.email), t.id),
    index('users_by_username').on(bytewise(t.usernameKey), t.id),
    index('users_disabled').on(t.disabledAt, t.id),
  ]
}

type ListColumn = 'id' | 'email' | 'usernameKey' | 'createdAt' | 'lastSignInAt' | 'disabledAt'

function defineProfiles({ table, string, whole, flag }: ColumnKit, users: Users) {
  return table('profiles', {
    userId: string()
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** ISO/IEC 5218. */
    sex: whole(),
    age: whole(),
    portraitUrl: string(),
    clinic: string(),
    mobile: string(),
    landline: string(),
    certificate: string(),
    certificateChecked: flag(),
    wechatId: string(),
    intro: string(),
    school: string(),
    major: string(),
  })
}
