import type { InferInsertModel, InferSelectModel } from 'drizzle-orm'
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

function defineUsers({ table, string, whole, instant, uniqueIndex }: ColumnKit) {
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
    ],
  )
}

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
