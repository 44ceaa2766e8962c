import type { Claims, ProviderDefinition } from './provider.js'
import { readStandardClaims } from './read-profile.js'

/**
 * https://learn.microsoft.com/linkedin/consumer/integrations/self-serve/sign-in-with-linkedin-v2. Its ID tokens carry no
 * nonce, so the UserInfo endpoint is read instead.
 */
export const linkedin: ProviderDefinition = {
  name: 'LinkedIn',
  issuer: 'https://www.linkedin.com/oauth',
  endpoints: (issuer) => ({ authorization: `${issuer}/v2/authorization`, token: `${issuer}/v2/accessToken` }),
  scopes: ['openid', 'email', 'profile'],
  trustsEmail: true,
  async readProfile(answer) {
    const claims = (await answer.get('https://api.linkedin.com/v2/userinfo')) as Claims
    return readStandardClaims({ ...answer, claims })
  },
}
