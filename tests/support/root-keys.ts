import { createSecrets, type Secrets } from '../../src/platform/secrets.js'

/** Root keys that differ; the same number is always the same key. */
export function rootKey(number: number): Buffer {
  return Buffer.alloc(32, number)
}

/** Of the root keys with these numbers, newest first. */
export function secretsOf(newest: number, ...older: number[]): Secrets {
  return createSecrets([rootKey(newest), ...older.map(rootKey)])
}
