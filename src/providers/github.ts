import type { ProviderDefinition } from './provider.js'

interface GithubEmail {
  email: string
  primary: boolean
  verified: boolean
}

/**
 * https://docs.github.com/apps/oauth-apps/building-oauth-apps. PROVIDER_GITHUB_ISSUER is the URL of an Enterprise Server.
 * The address in the profile is what the person wants to show, so the addresses are asked for.
 */
export const github: ProviderDefinition = {
  name: 'GitHub',
  issuer: 'https://github.com',
  endpoints: (issuer) => ({
    authorization: `${issuer}/login/oauth/authorize`,
    token: `${issuer}/login/oauth/access_token`,
  }),
  scopes: ['read:user', 'user:email'],
  trustsEmail: true,
  async readProfile({ issuer, get }) {
    const api = issuer === 'https://github.com' ? 'https://api.github.com' : `${issuer}/api/v3`
    const user = (await get(`${api}/user`)) as Record<string, unknown>
    const emails = (await get(`${api}/user/emails`)) as GithubEmail[]
    const primary = Array.isArray(emails) ? emails.find((each) => each.primary === true) : undefined
    return {
      subject: user.id,
      email: primary?.email,
      isEmailVerified: primary?.verified === true,
      displayName: user.name ?? user.login,
      username: user.login,
    }
  },
}
