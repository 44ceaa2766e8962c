import type { ProviderDefinition } from './provider.js'
import { readStandardClaims } from './read-profile.js'

/** https://docs.gitlab.com/integration/openid_connect_provider. PROVIDER_GITLAB_ISSUER is the URL of an own GitLab. */
export const gitlab: ProviderDefinition = {
  name: 'GitLab',
  issuer: 'https://gitlab.com',
  scopes: ['openid', 'email', 'profile'],
  trustsEmail: true,
  readProfile: (answer) => ({ ...readStandardClaims(answer), username: answer.claims.nickname }),
}
