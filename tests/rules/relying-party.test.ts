import { describe, expect, test } from 'vitest'
import { readSettings } from '../../src/config/config.js'
import type { Environment } from '../../src/config/setting.js'
import { commonDomain, relatedOriginsOf, relyingPartyOf } from '../../src/webauthn/relying-party.js'

const partyOf = (given: Environment) => relyingPartyOf(readSettings({ NODE_ENV: 'test', ...given }))

describe('the site of passkeys', () => {
  test.each([
    [['auth.example.com', 'app.example.com'], 'example.com'],
    [['auth.example.com'], 'auth.example.com'],
    [['example.com', 'app.example.com'], 'example.com'],
    [['auth.example.com', 'other.org'], 'auth.example.com'],
    [['localhost', 'localhost'], 'localhost'],
    [['127.0.0.1', '127.0.0.2'], '127.0.0.1'],
  ])('the hosts %j have the domain %s in common', (hosts, domain) => {
    expect(commonDomain(hosts)).toBe(domain)
  })

  test('settings decide the domain, the name and the origins, and defaults come from the addresses of the pages', () => {
    const pages = { PUBLIC_URL: 'https://auth.example.com/x', CORS_ORIGINS: 'https://app.example.com' }
    expect(partyOf(pages)).toEqual({
      id: 'example.com',
      name: 'auth.example.com',
      origins: ['https://auth.example.com', 'https://app.example.com'],
    })
    const android = `android:apk-key-hash:${'x'.repeat(43)}`
    const own = {
      PASSKEY_RP_ID: 'example.org',
      PASSKEY_RP_NAME: 'Example',
      PASSKEY_ORIGINS: `https://example.org,${android}`,
    }
    expect(partyOf({ ...pages, ...own })).toEqual({
      id: 'example.org',
      name: 'Example',
      origins: ['https://example.org', android],
    })
  })

  test('related origins are told only when a page is not below the domain', () => {
    const same = partyOf({ PUBLIC_URL: 'https://auth.example.com', CORS_ORIGINS: 'https://app.example.com' })
    expect(relatedOriginsOf(same)).toEqual([])
    const origins = ['https://example.com', 'https://example.org']
    const several = partyOf({ PASSKEY_RP_ID: 'example.com', PASSKEY_ORIGINS: origins.join() })
    expect(relatedOriginsOf(several)).toEqual(origins)
  })
})
