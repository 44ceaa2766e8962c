import type { ProviderDefinition } from './provider.js'
import { readStandardClaims } from './read-profile.js'

/** https://developers.google.com/identity/openid-connect/openid-connect */
export const google: ProviderDefinition = {
  name: 'Google',
  issuer: 'https://accounts.google.com',
  scopes: ['openid', 'email', 'profile'],
  trustsEmail: true,
  readProfile: readStandardClaims,
}
