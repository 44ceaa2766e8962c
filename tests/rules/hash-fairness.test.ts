import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { createPasswordHasher } from '../../src/passwords/hash.js'

test('a file is read while a hundred passwords wait', async () => {
  const hasher = await createPasswordHasher({ cost: 6, concurrency: 2, queue: 100 })
  const hashes = Array.from({ length: 100 }, () => hasher.inTurn((worker) => worker.hash('correct horse')))
  await readFile(import.meta.filename)
  expect(hasher.running).toBe(2)
  expect(hasher.waiting).toBeGreaterThan(50)
  await Promise.all(hashes)
})
