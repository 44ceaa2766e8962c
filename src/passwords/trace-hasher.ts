import { inSpan, keepSpan } from '../platform/tracing.js'
import type { PasswordHasher, PasswordWorker } from './hash.js'

/** Adds a span for each hash, and one for the whole time in the queue and at work. */
export function traceHasher(hasher: PasswordHasher): PasswordHasher {
  const traceWorker = ({ hash, matches }: PasswordWorker): PasswordWorker => ({
    hash: (password) => inSpan({ name: 'bcrypt' }, () => hash(password)),
    matches: (password, stored) => inSpan({ name: 'bcrypt' }, () => matches(password, stored)),
  })
  return {
    inTurn: (place, work) =>
      inSpan({ name: 'password turn' }, () =>
        hasher.inTurn(
          place,
          keepSpan((worker) => work(traceWorker(worker))),
        ),
      ),
    isOutdated: (hash, password) => hasher.isOutdated(hash, password),
    get running() {
      return hasher.running
    },
    get waiting() {
      return hasher.waiting
    },
  }
}
