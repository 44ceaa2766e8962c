import type { ProviderSettings } from '../config/provider-settings.js'
import type { OwnDialect, Provider, ProviderRequest } from './provider.js'
import { DeniedByPerson } from './provider-failure.js'
import { checkProfile } from './read-profile.js'

const timeoutMs = 5000

/**
 * https://developers.weixin.qq.com/doc/oplatform/Website_App/WeChat_Login/Wechat_Login.html. OAuth 2.0 with parameter
 * names of its own, errors in an answer with status 200, no PKCE and no address. The scope `snsapi_login` shows a QR code
 * on a desktop; `snsapi_userinfo` is for pages inside of WeChat. PROVIDER_WECHAT_ISSUER replaces both hosts.
 */
export const wechat: OwnDialect = { open: openWechat }

function openWechat(id: string, settings: ProviderSettings): Provider {
  const [page, api] = hostsOf(settings.ISSUER)
  const scopes = settings.SCOPES ?? ['snsapi_login']
  return {
    id,
    name: settings.NAME ?? 'WeChat',
    trustsEmail: false,
    async authorizationUrl({ state, redirectUri }: ProviderRequest) {
      const path = scopes.includes('snsapi_login') ? '/connect/qrconnect' : '/connect/oauth2/authorize'
      const url = new URL(path, page)
      const scope = scopes.join(',')
      const parameters = { appid: settings.CLIENT_ID, redirect_uri: redirectUri, response_type: 'code', scope, state }
      url.search = new URLSearchParams(parameters).toString()
      url.hash = 'wechat_redirect'
      return url
    },
    async exchange(answer) {
      const code = answer.get('code')
      // A person who refuses comes back with the state alone.
      if (code === null) throw new DeniedByPerson()
      const key = { appid: settings.CLIENT_ID, secret: settings.CLIENT_SECRET ?? '' }
      const tokens = await ask(api, '/sns/oauth2/access_token', { ...key, code, grant_type: 'authorization_code' })
      const { access_token, openid, unionid } = tokens
      const user = await ask(api, '/sns/userinfo', { access_token: String(access_token), openid: String(openid) })
      if (user.openid !== openid) throw Object.assign(new Error(), { code: 'another openid' })
      // `unionid` is the same in all applications of an owner, `openid` in one of them.
      const subject = user.unionid ?? unionid ?? openid
      return checkProfile(page, { subject, displayName: user.nickname })
    },
    verifyIdToken: null,
    refresh: async () => undefined,
  }
}

function hostsOf(issuer: string | null): [page: string, api: string] {
  return issuer === null ? ['https://open.weixin.qq.com', 'https://api.weixin.qq.com'] : [issuer, issuer]
}

/** Answers are JSON with the type of plain text, and so are refusals. */
async function ask(api: string, path: string, parameters: Readonly<Record<string, string>>) {
  const url = new URL(path, api)
  url.search = new URLSearchParams(parameters).toString()
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) })
  const answer = (await response.json()) as Record<string, unknown>
  const isRefused = !response.ok || (answer.errcode !== undefined && answer.errcode !== 0)
  if (isRefused) throw Object.assign(new Error(), { code: `errcode ${Number(answer.errcode)}` })
  return answer
}
