import type { SigningKeys } from '../tokens/signing-keys.js'
import type { Job } from './run-jobs.js'

/** Publishes the next signing key when it is due, and loads the keys that other instances have published. */
export function rotateKeys(signingKeys: SigningKeys): Job {
  return { name: 'rotate-keys', everySeconds: 60, run: () => signingKeys.rotate() }
}
