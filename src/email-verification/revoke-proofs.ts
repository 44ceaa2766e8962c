import { deleteEmailProofs } from '../store/email-proofs.js'
import type { Writer } from '../store/engine/store.js'
import type { User } from '../store/tables/users.js'
import { linkKey } from './link-token.js'
import { codeKey } from './one-time-code.js'

/** Revokes all mailed codes and links of the user, including those to a new address. */
export async function revokeAllProofs(tx: Writer, { id, email }: Pick<User, 'id' | 'email'>): Promise<void> {
  const purposes = ['register', 'verify-registration', 'verify-email', 'reset-password', 'sign-in'] as const
  const codes = email === null ? [] : purposes.map((purpose) => codeKey({ purpose, of: email }))
  await deleteEmailProofs(tx, {
    linkKeys: [...powerfulLinks({ id, email }), linkKey('verify-email', id)],
    codeKeys: [...codes, codeKey({ purpose: 'change-email', of: id })],
  })
}

/** Revokes the codes and links that can take over the account: resets, changes of the address, sign-ins. */
export async function revokePrivilegedProofs(tx: Writer, { id, email }: Pick<User, 'id' | 'email'>): Promise<void> {
  const purposes = ['reset-password', 'sign-in'] as const
  const codes = email === null ? [] : purposes.map((purpose) => codeKey({ purpose, of: email }))
  await deleteEmailProofs(tx, {
    linkKeys: powerfulLinks({ id, email }),
    codeKeys: [...codes, codeKey({ purpose: 'change-email', of: id })],
  })
}

function powerfulLinks({ id, email }: Pick<User, 'id' | 'email'>): string[] {
  const ofAddress = email === null ? [] : [linkKey('sign-in', email)]
  return [linkKey('change-email', id), linkKey('reset-password', id), ...ofAddress]
}
