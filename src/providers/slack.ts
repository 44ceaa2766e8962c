import type { ProviderDefinition } from './provider.js'
import { readStandardClaims } from './read-profile.js'

/** https://api.slack.com/authentication/sign-in-with-slack */
export const slack: ProviderDefinition = {
  name: 'Slack',
  issuer: 'https://slack.com',
  scopes: ['openid', 'email', 'profile'],
  trustsEmail: true,
  readProfile: readStandardClaims,
}
