import type { SigningKeys } from '../tokens/signing-keys.js'
import type { Job } from './run-jobs.js'

/** Publishes the next signing key when it is due, and reads the keys of other instances. */
export function rotateKeys(signingKeys: SigningKeys): Job {
  return { name: 'rotate-keys', everySeconds: 60, run: () => signingKeys.rotate() }
}
