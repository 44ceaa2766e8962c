import { readEmailAddress } from '../mail/email-address.js'
import { type PasskeyView, viewPasskey } from '../passkeys/views.js'
import type { Clock } from '../platform/clock.js'
import { isId } from '../platform/random.js'
import type { SessionLifetimes } from '../sessions/session.js'
import { type SessionView, viewSession } from '../sessions/views.js'
import type { Store } from '../store/engine/store.js'
import { listIdentities } from '../store/identities.js'
import { listPasskeys } from '../store/passkeys.js'
import { hasPassword } from '../store/passwords.js'
import { findSecondFactors } from '../store/second-factors.js'
import { listLiveSessions } from '../store/sessions.js'
import type { Profile, User } from '../store/tables/users.js'
import { findProfile, findUserByKey, type UserKey } from '../store/users.js'
import { usernameKey } from '../users/username.js'
import { maxPasskeys } from '../webauthn/options.js'
import { type AccountView, viewAccount } from './account-view.js'

/** Names one user. Exactly one member is given. */
export interface AccountName {
  id?: string | null
  email?: string | null
  username?: string | null
}

/** A session of another user, and who acts in it. */
export interface AccountSession extends SessionView {
  /** The administrator who acts as the user. Null: the user. */
  impersonatedBy: string | null
}

export interface AccountIdentity {
  id: string
  /** The id in PROVIDERS. */
  provider: string
  /** How the provider names the person. */
  subject: string
  email: string | null
  createdAt: Date
}

/** One user, with everything but secrets. */
export interface AccountDetails {
  account: AccountView
  profile: Partial<Profile>
  sessions: readonly AccountSession[]
  hasPassword: boolean
  hasTotp: boolean
  /** Null when none were made. */
  recoveryCodesLeft: number | null
  passkeys: readonly PasskeyView[]
  identities: readonly AccountIdentity[]
}

export interface ShowAccountNeeds {
  store: Store
  clock: Clock
  lifetimes: SessionLifetimes
}

/** Null if there is no such user, or if not exactly one name is given. */
export async function showAccount(needs: ShowAccountNeeds, name: AccountName): Promise<AccountDetails | null> {
  const key = keyOf(name)
  const user = key === null ? null : await findUserByKey(needs.store.read, key)
  return user === null ? null : describe(needs, user)
}

async function describe({ store: { read }, clock, lifetimes }: ShowAccountNeeds, user: User): Promise<AccountDetails> {
  const { id } = user
  const { totp, unusedRecoveryCodes } = await findSecondFactors(read, id)
  const { userId: _, ...profile } = (await findProfile(read, id)) ?? { userId: id }
  const sessions = await listLiveSessions(read, id, { now: clock.now(), max: lifetimes.maxPerUser })
  return {
    account: viewAccount(user),
    profile,
    sessions: sessions.map((session) => ({ ...viewSession(session), impersonatedBy: session.actorId })),
    hasPassword: await hasPassword(read, id),
    hasTotp: totp !== null,
    recoveryCodesLeft: unusedRecoveryCodes,
    passkeys: (await listPasskeys(read, id, maxPasskeys)).map(viewPasskey),
    identities: (await listIdentities(read, id)).map(({ userId: _owner, ...identity }) => identity),
  }
}

function keyOf({ id, email, username }: AccountName): UserKey | null {
  const names = [id, email, username].filter((each) => each != null)
  if (names.length !== 1) return null
  if (username != null) return { usernameKey: usernameKey(username.trim()) }
  if (id != null) return isId(id) ? { id } : null
  const address = readEmailAddress(email ?? '')
  return address === null ? null : { email: address }
}
