import { ClientSecretBasic, None } from 'openid-client'
import type { ProviderDefinition } from './provider.js'

/** https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code. It tells no address. */
export const x: ProviderDefinition = {
  name: 'X',
  issuer: 'https://x.com',
  endpoints: (issuer) => ({
    authorization: `${issuer}/i/oauth2/authorize`,
    token: 'https://api.x.com/2/oauth2/token',
  }),
  scopes: ['users.read', 'tweet.read'],
  trustsEmail: false,
  authenticate: ({ CLIENT_SECRET }) => (CLIENT_SECRET === null ? None() : ClientSecretBasic(CLIENT_SECRET)),
  async readProfile({ get }) {
    const { data } = (await get('https://api.x.com/2/users/me')) as { data: Record<string, unknown> }
    return { subject: data.id, displayName: data.name, username: data.username }
  },
}
