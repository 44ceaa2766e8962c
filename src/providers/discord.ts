import type { ProviderDefinition } from './provider.js'

/** https://discord.com/developers/docs/topics/oauth2 */
export const discord: ProviderDefinition = {
  name: 'Discord',
  issuer: 'https://discord.com',
  endpoints: (issuer) => ({ authorization: `${issuer}/oauth2/authorize`, token: `${issuer}/api/oauth2/token` }),
  scopes: ['identify', 'email'],
  trustsEmail: true,
  async readProfile({ issuer, get }) {
    const user = (await get(`${issuer}/api/users/@me`)) as Record<string, unknown>
    return {
      subject: user.id,
      email: user.email,
      isEmailVerified: user.verified === true,
      displayName: user.global_name ?? user.username,
      username: user.username,
    }
  },
}
