import { deleteEmailProofs } from '../store/email-proofs.js'
import type { Writer } from '../store/engine/store.js'
import type { User } from '../store/tables/users.js'
import { linkKey } from './link-token.js'
import { codeKey } from './one-time-code.js'

/** Everything that may be on its way to the user, or to an address that they asked for. */
export async function voidAllProofs(tx: Writer, { id, email }: Pick<User, 'id' | 'email'>): Promise<void> {
  const purposes = ['register', 'verify-email', 'reset-password'] as const
  const codes = email === null ? [] : purposes.map((purpose) => codeKey({ purpose, of: email }))
  await deleteEmailProofs(tx, {
    linkKeys: [...powerfulLinks(id), linkKey('verify-email', id)],
    codeKeys: [...codes, codeKey({ purpose: 'change-email', of: id })],
  })
}

/** What would let somebody who knew an old password get at the account after it was changed. */
export async function revokePrivilegedProofs(tx: Writer, { id, email }: Pick<User, 'id' | 'email'>): Promise<void> {
  const reset = email === null ? [] : [codeKey({ purpose: 'reset-password', of: email })]
  await deleteEmailProofs(tx, {
    linkKeys: powerfulLinks(id),
    codeKeys: [...reset, codeKey({ purpose: 'change-email', of: id })],
  })
}

function powerfulLinks(userId: string): string[] {
  return [linkKey('change-email', userId), linkKey('reset-password', userId)]
}
