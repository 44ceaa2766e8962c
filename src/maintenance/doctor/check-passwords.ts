import { readStoredHash, type UnreadableHash } from '../../passwords/stored-hash.js'
import type { Store } from '../../store/engine/store.js'
import { listPasswordHashes } from '../../store/passwords.js'
import { type Finding, ok, warning } from './finding.js'

const check = 'passwords'
const pageSize = 5000

const descriptions: Record<UnreadableHash, string> = {
  FAULTY_BCRYPT: 'is $2x$, which only old versions of PHP compare',
  UNKNOWN_SCHEME: 'is no bcrypt',
  DAMAGED: 'is damaged bcrypt',
}

interface Unreadable {
  userId: string
  reason: UnreadableHash
}

/** Hashes that no password can match. Their users see `InvalidCredentials` for the right password. */
export async function checkPasswords(store: Store): Promise<Finding> {
  const unreadable: Unreadable[] = []
  for await (const page of pagesOf(store)) unreadable.push(...page.flatMap(unreadableOf))
  const [first] = unreadable
  if (first === undefined) return ok(check, 'Every stored password can be compared.')
  const example = `For example, that of the user ${first.userId} ${descriptions[first.reason]}.`
  const found = `Stored hashes that no password can match: ${unreadable.length}. ${example}`
  return warning(check, found, 'Delete these rows of password_credentials, and let their users reset the password.')
}

async function* pagesOf({ read }: Store) {
  for (let after = ''; ; ) {
    const page = await listPasswordHashes(read, { after, limit: pageSize })
    yield page
    const last = page[pageSize - 1]
    if (last === undefined) return
    after = last.userId
  }
}

function unreadableOf({ userId, hash }: { userId: string; hash: string }): Unreadable[] {
  const read = readStoredHash(hash)
  return read.kind === 'unreadable' ? [{ userId, reason: read.reason }] : []
}
