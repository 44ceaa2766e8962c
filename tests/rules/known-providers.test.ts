import { describe, expect, test } from 'vitest'
import { knownProviders } from '../../src/providers/known-providers.js'
import type { ProviderDefinition } from '../../src/providers/provider.js'
import { checkProfile } from '../../src/providers/read-profile.js'

/** Answers as the documents of the providers show them. */
const answers: Record<string, { claims?: object; pages?: Record<string, unknown>; profile: object }> = {
  google: {
    claims: { sub: '10769', email: 'ada@example.com', email_verified: true, name: 'Ada Lovelace' },
    profile: { subject: '10769', email: 'ada@example.com', isEmailVerified: true, displayName: 'Ada Lovelace' },
  },
  gitlab: {
    claims: { sub: '1', email: 'ada@example.com', email_verified: true, name: 'Ada', nickname: 'ada' },
    profile: { subject: '1', isEmailVerified: true, username: 'ada' },
  },
  slack: {
    claims: { sub: 'U0R7JM', email: 'ada@example.com', email_verified: true, name: 'Ada' },
    profile: { subject: 'U0R7JM', isEmailVerified: true },
  },
  twitch: {
    claims: { sub: '713936733', email: 'ada@example.com', email_verified: true, preferred_username: 'ada' },
    profile: { subject: '713936733', isEmailVerified: true, displayName: 'ada', username: 'ada' },
  },
  microsoft: {
    claims: { sub: 'AAAA', email: 'ada@example.com', email_verified: true, name: 'Ada' },
    profile: { subject: 'AAAA', email: 'ada@example.com', isEmailVerified: false },
  },
  linkedin: {
    pages: {
      'https://api.linkedin.com/v2/userinfo': {
        sub: '782bbtaQ',
        name: 'Ada',
        email: 'ada@example.com',
        email_verified: true,
      },
    },
    profile: { subject: '782bbtaQ', email: 'ada@example.com', isEmailVerified: true },
  },
  facebook: {
    pages: {
      'https://graph.facebook.com/v23.0/me?fields=id,name,email': {
        id: '10158',
        name: 'Ada',
        email: 'ada@example.com',
      },
    },
    profile: { subject: '10158', email: 'ada@example.com', isEmailVerified: false, displayName: 'Ada' },
  },
  discord: {
    pages: {
      'https://discord.com/api/users/@me': {
        id: '80351110224678912',
        username: 'ada',
        global_name: 'Ada',
        email: 'ada@example.com',
        verified: true,
      },
    },
    profile: { subject: '80351110224678912', isEmailVerified: true, displayName: 'Ada', username: 'ada' },
  },
  x: {
    pages: { 'https://api.x.com/2/users/me': { data: { id: '2244994945', name: 'Ada', username: 'ada' } } },
    profile: { subject: '2244994945', email: null, isEmailVerified: false, username: 'ada' },
  },
  github: {
    pages: {
      'https://api.github.com/user': { id: 1, login: 'ada', name: null },
      'https://api.github.com/user/emails': [{ email: 'ada@example.com', primary: true, verified: true }],
    },
    profile: { subject: '1', email: 'ada@example.com', isEmailVerified: true, displayName: 'ada', username: 'ada' },
  },
}

describe('the profile of', () => {
  test.each(Object.entries(answers))('an account at %s is read as its documents show it', async (id, answer) => {
    const { claims = {}, pages = {}, profile } = answer
    const definition = knownProviders.get(id) as ProviderDefinition
    const { issuer } = definition
    const get = async (url: string) => pages[url] ?? Promise.reject(new Error(url))
    const raw = await definition.readProfile({
      claims: claims as Record<string, unknown>,
      issuer,
      get,
      parameters: new URLSearchParams(),
    })
    expect(checkProfile(issuer, raw)).toMatchObject(profile)
  })
})

test('twelve providers are known by name', () => {
  expect([...knownProviders.keys()].sort()).toEqual(['wechat', 'apple', ...Object.keys(answers)].sort())
})

test.each([null, undefined, '', 'x'.repeat(256), 'ä', {}, true])('a subject that is %s is refused', (subject) => {
  expect(() => checkProfile('https://issuer.example', { subject })).toThrow()
})
