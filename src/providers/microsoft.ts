import type { ProviderDefinition } from './provider.js'
import { isTrue, readStandardClaims } from './read-profile.js'

/**
 * https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc. PROVIDER_MICROSOFT_ISSUER names a tenant. An
 * administrator of any tenant can write any address into `email`, so it counts only with the claim `xms_edov`.
 */
export const microsoft: ProviderDefinition = {
  name: 'Microsoft',
  issuer: 'https://login.microsoftonline.com/common/v2.0',
  scopes: ['openid', 'email', 'profile'],
  trustsEmail: true,
  readProfile: (answer) => ({
    ...readStandardClaims(answer),
    isEmailVerified: isTrue(answer.claims.xms_edov) || ['1', 1].includes(answer.claims.xms_edov as string),
  }),
}
