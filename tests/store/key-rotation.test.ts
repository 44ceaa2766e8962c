import { describe, expect, test } from 'vitest'
import { listSigningKeys } from '../../src/store/signing-keys.js'
import type { SigningAlgorithm } from '../../src/tokens/publish-key.js'
import { openSigningKeys } from '../../src/tokens/signing-keys.js'
import { createDatabase, engines } from '../support/engines.js'
import { createFakeClock } from '../support/fake-clock.js'
import { secretsOf } from '../support/root-keys.js'
import { startStoreOn } from '../support/stores.js'

const days = 86_400

describe.each(engines)('rotation of signing keys by several instances on %s', (engine) => {
  async function startInstances(algorithms: readonly SigningAlgorithm[]) {
    const [databaseUrl, clock] = [await createDatabase(engine), createFakeClock()]
    const rings = []
    for (const algorithm of algorithms) {
      const needs = { store: await startStoreOn(databaseUrl), clock, secrets: secretsOf(1) }
      rings.push(await openSigningKeys(needs, { algorithm, maxTokenSeconds: 900 }))
    }
    const store = await startStoreOn(databaseUrl)
    const published = async () => (await listSigningKeys(store.read)).map(({ sequence }) => sequence)
    return { clock, rings, published }
  }

  test('five instances that rotate keys at once publish exactly one key, and all sign with it an hour later', async () => {
    const { clock, rings, published } = await startInstances(['ES256', 'ES256', 'ES256', 'ES256', 'ES256'])
    for (const round of [2, 3]) {
      clock.move(90 * days - 3601)
      await Promise.all(rings.map((ring) => ring.rotate()))
      expect((await published()).at(-1)).toBe(round - 1)
      clock.move(1)
      await Promise.all(rings.map((ring) => ring.rotate()))
      expect((await published()).at(-1)).toBe(round)
      await Promise.all(rings.map((ring) => ring.reload()))
      clock.move(3600)
      expect(new Set(rings.map((ring) => ring.current().kid)).size).toBe(1)
      expect(rings[0]?.current().row.sequence).toBe(round)
    }
  })

  test('instances with different signing algorithms publish one key each, and not one every minute', async () => {
    const { clock, rings, published } = await startInstances(['ES256', 'RS256'])
    for (let minute = 0; minute < 30; minute++) {
      clock.move(60)
      for (const ring of rings) await ring.rotate()
    }
    expect((await published()).length).toBeLessThanOrEqual(3)
  })
})
