import type { Clock } from '../platform/clock.js'
import { randomId, randomKey } from '../platform/random.js'
import type { Secrets } from '../platform/secrets.js'
import type { Authentication } from '../sessions/authentication.js'
import type { Store, Writer } from '../store/engine/store.js'
import {
  consumeRecoveryCode,
  countUnusedRecoveryCodes,
  listUnusedRecoveryCodes,
  replaceRecoveryCodes,
} from '../store/second-factors.js'
import type { User } from '../store/tables/users.js'

export interface RecoveryCodeNeeds {
  store: Store
  clock: Clock
  secrets: Secrets
}

const codesOfOneSet = 10
/** 80 random bits need no slow hash (NIST SP 800-63B-4, section 4.2.1.1 asks for 64). */
const bytesOfCode = 10
/** Crockford's base 32: no I, L, O and U, so that nothing is misread. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Ten fresh codes; the older ones are void. They are shown once: the database holds keyed MACs of them. */
export async function issueRecoveryCodes(
  tx: Writer,
  { secrets }: Pick<RecoveryCodeNeeds, 'secrets'>,
  userId: string,
): Promise<string[]> {
  const codes = Array.from({ length: codesOfOneSet }, createCode)
  const rows = codes.map((code) => ({
    id: randomId(),
    userId,
    mac: secrets.mac('recovery-code', message(userId, code)),
  }))
  await replaceRecoveryCodes(tx, userId, rows)
  return codes.map((code) => code.replace(/(.{4})(?=.)/g, '$1-'))
}

/** Null if the user has a set already, also one whose codes are all used. */
export async function issueFirstRecoveryCodes(
  tx: Writer,
  needs: Pick<RecoveryCodeNeeds, 'secrets'>,
  userId: string,
): Promise<string[] | null> {
  const hasSet = (await countUnusedRecoveryCodes(tx, userId)) !== null
  return hasSet ? null : issueRecoveryCodes(tx, needs, userId)
}

/** Null when the code is none of the user's unused ones. */
export async function checkRecoveryCode(
  { store, secrets }: RecoveryCodeNeeds,
  user: User,
  typed: string,
): Promise<Authentication | null> {
  const code = readCode(typed)
  if (code === null) return null
  const unused = await listUnusedRecoveryCodes(store.read, user.id)
  const found = unused.find(({ mac }) => secrets.isMac('recovery-code', message(user.id, code), { mac }))
  if (found === undefined) return null
  return { user, method: 'RECOVERY_CODE', consume: (tx, now) => consumeRecoveryCode(tx, found.id, now) }
}

function createCode(): string {
  let bits = BigInt(`0x${randomKey(bytesOfCode).toString('hex')}`)
  let code = ''
  for (let position = 0; position < (bytesOfCode * 8) / 5; position++) {
    code += alphabet[Number(bits & 31n)]
    bits >>= 5n
  }
  return code
}

/** Takes lower case, spaces and hyphens, and what Crockford's alphabet leaves out for what it looks like. */
function readCode(typed: string): string | null {
  const upper = typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
  const code = upper.replace(/[IL]/g, '1').replace(/O/g, '0')
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(code) ? code : null
}

function message(userId: string, code: string): Buffer {
  return Buffer.from(`${userId}:${code}`)
}
