import { createHmac } from 'node:crypto'
import { setImmediate as nextTick } from 'node:timers/promises'
import bcrypt from 'bcrypt'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createPasswordHasher } from '../../src/passwords/hash.js'
import { readStoredHash, type UnreadableHash } from '../../src/passwords/stored-hash.js'
import { Unavailable } from '../../src/platform/unavailable.js'

const here = { network: '198.51.100.1', identifier: 'ada' }

const hasher = await createPasswordHasher({ cost: 4, concurrency: 2, queue: 100 })
const hash = (password: string) => hasher.inTurn(here, (worker) => worker.hash(password))
const matches = (password: string, stored: string | null) =>
  hasher.inTurn(here, (worker) => worker.matches(password, stored))

describe('a hash of ours', () => {
  test('a hash matches its password only, and is never the same twice', async () => {
    const [stored, another] = await Promise.all([hash('analytical engine'), hash('analytical engine')])
    expect(stored).toMatch(/^lk1:\$2b\$04\$/)
    expect(stored).not.toBe(another)
    expect(await matches('analytical engine', stored)).toBe(true)
    expect(await matches('Analytical engine', stored)).toBe(false)
    expect(await matches('', stored)).toBe(false)
  })

  test.each([0, 71, 72, 73, 200, 255])('feels the character at %i of a long passphrase', async (place) => {
    const passphrase = 'x'.repeat(256)
    const stored = await hash(passphrase)
    expect(await matches(passphrase, stored)).toBe(true)
    expect(await matches(`${passphrase.slice(0, place)}y${passphrase.slice(place + 1)}`, stored)).toBe(false)
  })

  test('the hash of a password depends on what follows a NUL', async () => {
    expect(await matches('ab\0d', await hash('ab\0c'))).toBe(false)
  })

  test.each([
    ['a composed and a decomposed accent', 'caf\u00e9 1815', 'cafe\u0301 1815'],
    ['half and full width', 'ada 1815', 'ａｄａ １８１５'],
  ])('a hash of ours is the same for %s', async (_, one, other) => {
    expect(await matches(other, await hash(one))).toBe(true)
  })

  test('a hash of ours is bcrypt over base64 of HMAC-SHA-384 under the public key, so that it outlives releases', async () => {
    const digest = createHmac('sha384', 'latchkey password v1').update('analytical engine').digest('base64')
    expect(await matches('analytical engine', `lk1:${await bcrypt.hash(digest, 4)}`)).toBe(true)
    expect(await matches(digest, await hash('analytical engine'))).toBe(false)
  })
})

describe('a hash of another system', () => {
  test.each(['$2a$', '$2b$', '$2y$'])('with the prefix %s matches its password only', async (prefix) => {
    const stored = (await bcrypt.hash('imported 1', 4)).replace('$2b$', prefix)
    expect(await matches('imported 1', stored)).toBe(true)
    expect(await matches('imported 2', stored)).toBe(false)
  })

  test.each(['', 'imported 1', '*', '$2b$04$short', 'lk1:', 'lk2:$2b$04$', '$argon2id$v=19$m=65536$c2FsdA$aGFzaA'])(
    '%j, which is none, matches nothing',
    async (stored) => {
      expect(await matches('imported 1', stored)).toBe(false)
      expect(await matches(stored, stored)).toBe(false)
    },
  )
})

test.each<[string, UnreadableHash]>([
  [`$2x$10$${'a'.repeat(53)}`, 'FAULTY_BCRYPT'],
  [`lk1:$2x$10$${'a'.repeat(53)}`, 'FAULTY_BCRYPT'],
  [`$2b$10$${'a'.repeat(52)}`, 'DAMAGED'],
  [`$2b$32$${'a'.repeat(53)}`, 'DAMAGED'],
  [`$2$10$${'a'.repeat(53)}`, 'DAMAGED'],
  [`$2b$10$${'a'.repeat(52)}=`, 'DAMAGED'],
  ['$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA', 'UNKNOWN_SCHEME'],
  ['', 'UNKNOWN_SCHEME'],
])('the stored hash %j is refused as %s, and no password matches it', async (stored, reason) => {
  expect(readStoredHash(stored)).toEqual({ kind: 'unreadable', reason })
  expect(await matches('imported 1', stored)).toBe(false)
})

test.each(['nobody has this password', '', 'x'])('no hash at all matches nothing, not even %j', async (password) => {
  expect(await matches(password, null)).toBe(false)
})

/** Salt and digest. */
const rest = 'a'.repeat(53)

test.each([
  ['of the present kind and cost', `lk1:$2b$04$${rest}`, false],
  ['of a lower cost', `lk1:$2b$03$${rest}`, true],
  ['of plain bcrypt', `$2b$04$${rest}`, true],
  ['of PHP', `$2y$04$${rest}`, true],
  ['of an unknown kind', `lk0:$2b$04$${rest}`, true],
])('a hash %s is outdated: %s', (_, stored, isOutdated) => {
  expect(hasher.isOutdated(stored, 'correct horse')).toBe(isOutdated)
})

test('a plain hash is not upgraded with a password that may differ beyond the 72 bytes it covers', () => {
  expect(hasher.isOutdated(`$2b$04$${rest}`, 'é'.repeat(36))).toBe(true)
  expect(hasher.isOutdated(`$2b$04$${rest}`, 'é'.repeat(37))).toBe(false)
})

describe('turns', () => {
  test('no more run than may, the rest wait, and what is beyond the queue is Unavailable at once', async () => {
    const small = await createPasswordHasher({ cost: 4, concurrency: 2, queue: 3 })
    const gate = Promise.withResolvers<void>()
    let started = 0
    const work = async () => {
      started++
      await gate.promise
    }
    const accepted = Array.from({ length: 5 }, () => small.inTurn(here, work))
    await expect(small.inTurn(here, work)).rejects.toThrow(Unavailable)
    await expect(small.inTurn(here, work)).rejects.toMatchObject({ retryAfterSeconds: 1 })
    expect([small.running, small.waiting, started]).toEqual([2, 3, 2])
    gate.resolve()
    await Promise.all(accepted)
    expect([small.running, small.waiting, started]).toEqual([0, 0, 5])
  })

  test('a request that would wait for more than four seconds is Unavailable at once, with the seconds', async () => {
    const slow = await createPasswordHasher({ cost: 4, concurrency: 1, queue: 100_000 })
    const gate = Promise.withResolvers<void>()
    let refusal: unknown
    const take = () => slow.inTurn(here, () => gate.promise).catch((reason: unknown) => (refusal = reason))
    const turns: Promise<unknown>[] = []
    for (let place = 0; place < 100_000 && refusal === undefined; place += 100) {
      turns.push(...Array.from({ length: 100 }, take))
      await nextTick()
    }
    expect(refusal).toBeInstanceOf(Unavailable)
    expect(refusal).toMatchObject({ retryAfterSeconds: 5 })
    gate.resolve()
    await Promise.all(turns)
  })

  test('a request whose turn does not come is Unavailable after five seconds, and does nothing', async () => {
    const held = await createPasswordHasher({ cost: 4, concurrency: 1, queue: 10 })
    const gate = Promise.withResolvers<void>()
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const first = held.inTurn(here, () => gate.promise)
    let hasRun = false
    const second = held.inTurn(here, async () => {
      hasRun = true
    })
    const refused = expect(second).rejects.toMatchObject({ name: 'Unavailable', retryAfterSeconds: 5 })
    await vi.advanceTimersByTimeAsync(5000)
    await refused
    gate.resolve()
    await first
    expect(await held.inTurn(here, async () => 'next')).toBe('next')
    expect(hasRun).toBe(false)
  })

  test('a failure gives the turn on and comes out as it was thrown', async () => {
    const single = await createPasswordHasher({ cost: 4, concurrency: 1, queue: 0 })
    const failure = new Error('inside')
    await expect(single.inTurn(here, () => Promise.reject(failure))).rejects.toBe(failure)
    expect(await single.inTurn(here, async () => 'next')).toBe('next')
  })
})
