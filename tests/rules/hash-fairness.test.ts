import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import type { Place } from '../../src/passwords/fair-order.js'
import { createPasswordHasher, type PasswordHasher } from '../../src/passwords/hash.js'
import { Unavailable } from '../../src/platform/unavailable.js'

const here = { network: '198.51.100.1', identifier: 'ada' }

test('a file is read although a hundred passwords wait', async () => {
  const hasher = await createPasswordHasher({ cost: 6, concurrency: 2, queue: 100 })
  const hashes = Array.from({ length: 100 }, () => hasher.inTurn(here, (worker) => worker.hash('correct horse')))
  await readFile(import.meta.filename)
  expect(hasher.running).toBe(2)
  expect(hasher.waiting).toBeGreaterThan(50)
  await Promise.all(hashes)
})

describe('the queue of passwords', () => {
  /** Everything waits behind one password that ends when `open` is called. The order of service is in `served`. */
  async function holdQueue(queue: number) {
    const hasher = await createPasswordHasher({ cost: 4, concurrency: 1, queue })
    const gate = Promise.withResolvers<void>()
    const first = hasher.inTurn({ network: 'first', identifier: 'first' }, () => gate.promise)
    const served: string[] = []
    const turns: Promise<unknown>[] = [first]
    const enter = (label: string, place: Place) => {
      const turn = hasher.inTurn(place, async () => void served.push(label))
      turns.push(turn.catch(() => undefined))
      return turn
    }
    const open = async () => {
      gate.resolve()
      await Promise.all(turns)
      return served
    }
    return { hasher, enter, open }
  }

  function fill(enter: (label: string, place: Place) => Promise<unknown>, count: number, place: Place) {
    return Array.from({ length: count }, (_, index) => enter(`${place.identifier}${index}`, place).catch((e) => e))
  }

  test('the queue serves the second network after one password of the first, however many that has waiting', async () => {
    const { enter, open } = await holdQueue(100)
    fill(enter, 50, { network: 'hostile', identifier: 'h' })
    void enter('owner', { network: 'home', identifier: 'ada' })
    expect((await open()).indexOf('owner')).toBe(1)
  })

  test('the queue serves the identifiers of one network in turn', async () => {
    const { enter, open } = await holdQueue(100)
    fill(enter, 50, { network: 'office', identifier: 'h' })
    void enter('owner', { network: 'office', identifier: 'ada' })
    expect((await open()).indexOf('owner')).toBe(1)
  })

  test('the queue gives a place to another network when one fills it, and refuses the newest of that one', async () => {
    const { hasher, enter, open } = await holdQueue(10)
    const hostile = fill(enter, 10, { network: 'hostile', identifier: 'h' })
    await expect(enter('h10', { network: 'hostile', identifier: 'h' })).rejects.toThrow(Unavailable)
    void enter('owner', { network: 'home', identifier: 'ada' })
    expect(await hostile[9]).toBeInstanceOf(Unavailable)
    expect(hasher.waiting).toBe(10)
    expect(await open()).toContain('owner')
  })

  test('the queue gives ten networks equal shares although one of them asks without end', async () => {
    const { enter, open } = await holdQueue(20)
    fill(enter, 200, { network: 'hostile', identifier: 'h' })
    for (let network = 1; network < 10; network += 1)
      fill(enter, 2, { network: `n${network}`, identifier: `n${network}-` })
    fill(enter, 200, { network: 'hostile', identifier: 'h' })
    const served = await open()
    expect(served.filter((label) => label.startsWith('n'))).toHaveLength(18)
    expect(served.filter((label) => label.startsWith('h'))).toHaveLength(2)
  })

  test('the queue is empty and has free slots after one network lost a place to another', async () => {
    const { hasher, enter, open } = await holdQueue(3)
    fill(enter, 3, { network: 'a', identifier: 'a' })
    void enter('b', { network: 'b', identifier: 'b' })
    expect(await open()).toEqual(['a0', 'b', 'a1'])
    expect([hasher.running, hasher.waiting]).toEqual([0, 0])
    expect(await turnsAreFree(hasher)).toBe(true)
  })
})

async function turnsAreFree(hasher: PasswordHasher): Promise<boolean> {
  return hasher.inTurn(here, async () => true)
}
