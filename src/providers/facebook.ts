import type { ProviderDefinition } from './provider.js'

/** https://developers.facebook.com/docs/facebook-login. It does not say whether the address is verified. */
export const facebook: ProviderDefinition = {
  name: 'Facebook',
  issuer: 'https://www.facebook.com',
  endpoints: (issuer) => ({
    authorization: `${issuer}/v23.0/dialog/oauth`,
    token: 'https://graph.facebook.com/v23.0/oauth/access_token',
  }),
  scopes: ['public_profile', 'email'],
  trustsEmail: false,
  async readProfile({ get }) {
    const { id, name, email } = (await get('https://graph.facebook.com/v23.0/me?fields=id,name,email')) as Record<
      string,
      unknown
    >
    return { subject: id, email, displayName: name }
  },
}
