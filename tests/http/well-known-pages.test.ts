import { expect, test } from 'vitest'
import { startApp } from '../support/start-app.js'

test('password managers find the pages of the settings, and every origin may read the documents', async () => {
  const { app } = await startApp('sqlite', {
    PASSKEY_RP_ID: 'example.com',
    PASSKEY_ORIGINS: 'https://example.com,https://example.org',
    PASSKEYS_URL: 'https://example.com/security',
    CHANGE_PASSWORD_URL: 'https://example.com/password',
  })
  const get = (name: string) =>
    app.http.inject({ url: `/.well-known/${name}`, headers: { origin: 'https://x.example' } })
  const webauthn = await get('webauthn')
  expect(webauthn.json()).toEqual({ origins: ['https://example.com', 'https://example.org'] })
  expect(webauthn.headers).toMatchObject({ 'access-control-allow-origin': '*' })
  expect((await get('passkey-endpoints')).json()).toEqual({
    enroll: 'https://example.com/security',
    manage: 'https://example.com/security',
  })
  const changing = await get('change-password')
  expect([changing.statusCode, changing.headers.location]).toEqual([302, 'https://example.com/password'])
})

test('pages that the settings do not name are not found', async () => {
  const { app } = await startApp('sqlite')
  for (const name of ['webauthn', 'passkey-endpoints', 'change-password']) {
    expect((await app.http.inject({ url: `/.well-known/${name}` })).statusCode).toBe(404)
  }
})
