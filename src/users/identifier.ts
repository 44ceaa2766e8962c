import { readEmailAddress } from '../mail/email-address.js'
import type { UserKey } from '../store/users.js'
import { usernameKey } from './username.js'

/** What is typed to sign in: with @ an e-mail address, else a username. Null when it can be nobody's. */
export function readIdentifier(identifier: string): UserKey | null {
  if (!identifier.includes('@')) return { usernameKey: usernameKey(identifier.trim()) }
  const email = readEmailAddress(identifier)
  return email === null ? null : { email }
}
