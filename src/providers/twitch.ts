import type { ProviderDefinition } from './provider.js'
import { readStandardClaims } from './read-profile.js'

const wanted = { email: null, email_verified: null, preferred_username: null }

/** https://dev.twitch.tv/docs/authentication/getting-tokens-oidc. Claims are given when they are asked for by name. */
export const twitch: ProviderDefinition = {
  name: 'Twitch',
  issuer: 'https://id.twitch.tv/oauth2',
  scopes: ['openid', 'user:read:email'],
  parameters: { claims: JSON.stringify({ id_token: wanted, userinfo: wanted }) },
  trustsEmail: true,
  readProfile: (answer) => ({
    ...readStandardClaims(answer),
    displayName: answer.claims.preferred_username,
  }),
}
