import { describe, expect, test } from 'vitest'
import { clientNetwork } from '../../src/throttles/client-network.js'

describe('two addresses count as one client', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.7', '::ffff:203.0.113.7'],
    ['203.0.113.7', '::FFFF:cb00:7107'],
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff'],
    ['2001:db8:1:2::1', '2001:0DB8:0001:0002:0000:0000:0000:0001'],
  ])('the addresses %s and %s count as one client', (one, other) => {
    expect(clientNetwork(one)).toBe(clientNetwork(other))
  })
})

describe('two addresses count as two clients', () => {
  test.each([
    ['203.0.113.7', '203.0.113.8'],
    ['203.0.113.7', '::ffff:203.0.113.8'],
    ['203.0.113.7', '2001:db8::203.0.113.7'],
    ['2001:db8:1:2::1', '2001:db8:1:3::1'],
    ['2001:db8:1:2::1', '2001:db8:2:2::1'],
  ])('the addresses %s and %s count as two clients', (one, other) => {
    expect(clientNetwork(one)).not.toBe(clientNetwork(other))
  })
})

test('a text that is not an address counts as its own client', () => {
  expect(clientNetwork('unix socket')).toBe('unix socket')
})
