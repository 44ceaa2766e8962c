import { readEmailAddress } from '../mail/email-address.js'
import type { UserKey } from '../store/users.js'
import { usernameKey } from './username.js'

/** Parses `identifier`: an e-mail address if it contains `@`, else a username. Null if it cannot match a user. */
export function readIdentifier(identifier: string): UserKey | null {
  if (!identifier.includes('@')) return { usernameKey: usernameKey(identifier.trim()) }
  const email = readEmailAddress(identifier)
  return email === null ? null : { email }
}
