import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import type { FinishProviderSignInInput, StartProviderSignInInput } from '../../src/client/generated/operations.js'
import {
  FinishIdentityLinkDocument,
  FinishProviderSignInDocument,
  IdentitiesDocument,
  StartIdentityLinkDocument,
  StartProviderSignInDocument,
  UnlinkIdentityDocument,
} from '../../src/client/generated/operations.js'
import { randomId } from '../../src/platform/random.js'
import { publicUrl, returnTo } from './openid-provider.js'
import type { AskOptions, RunningApp } from './start-app.js'

/** What a client holds between the start and the finish. */
export interface Begun {
  url: string
  codeVerifier: string
}

export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url')
}

export async function startProviderSignIn(
  running: RunningApp,
  input: Partial<StartProviderSignInInput> = {},
  options?: AskOptions,
) {
  const given = { provider: 'acme', returnTo, codeChallenge: challengeOf('x'), ...input }
  return (await running.ask(StartProviderSignInDocument, { input: given }, options)).data.startProviderSignIn
}

export async function begin(running: RunningApp, input: Partial<StartProviderSignInInput> = {}): Promise<Begun> {
  const codeVerifier = randomId()
  const started = await startProviderSignIn(running, { codeChallenge: challengeOf(codeVerifier), ...input })
  expect(started).toMatchObject({ __typename: 'ProviderSignInStarted' })
  return { url: (started as { url: string }).url, codeVerifier }
}

/** A browser that goes to the provider and stops where it would come back: the URL of the callback. */
export async function visitProvider(url: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let next = new URL(url)
  for (let hops = 0; hops < 10; hops++) {
    const cookie = [...cookies]
      .filter(([, value]) => value !== '')
      .map(([name, value]) => `${name}=${value}`)
      .join('; ')
    const response = await fetch(next, { redirect: 'manual', headers: { cookie } })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    const location = response.headers.get('location')
    if (location === null) throw new Error(`${response.status} ${await response.text()}`)
    next = new URL(location, next)
    if (next.href.startsWith(`${publicUrl}/callback/`)) return next
  }
  throw new Error('The provider does not let the browser go.')
}

/** The server's answer to a browser that comes back. */
export async function returnFromProvider(running: RunningApp, { pathname, search }: URL) {
  return running.app.http.inject({ method: 'GET', url: `${pathname}${search}` })
}

/** `code` or `error` of the page that the browser is sent on to. */
export function answerOf(response: { headers: { location?: unknown } }): URLSearchParams {
  return new URL(String(response.headers.location)).searchParams
}

export async function finishProviderSignIn(
  running: RunningApp,
  input: FinishProviderSignInInput,
  options?: AskOptions,
) {
  return (await running.ask(FinishProviderSignInDocument, { input }, options)).data.finishProviderSignIn
}

/** Everything up to the one-time code. */
export async function fetchCode(running: RunningApp, input: Partial<StartProviderSignInInput> = {}) {
  const { url, codeVerifier } = await begin(running, input)
  const response = await returnFromProvider(running, await visitProvider(url))
  expect(response.statusCode).toBe(303)
  return { code: answerOf(response).get('code') ?? '', codeVerifier }
}

/** The whole way. */
export async function signInWithProvider(running: RunningApp, input: Partial<StartProviderSignInInput> = {}) {
  return finishProviderSignIn(running, await fetchCode(running, input))
}

export async function startIdentityLink(
  running: RunningApp,
  token: string,
  input: { codeChallenge?: string; returnTo?: string } = {},
) {
  const given = { provider: 'acme', returnTo, codeChallenge: challengeOf('x'), ...input }
  return (await running.ask(StartIdentityLinkDocument, { input: given }, { token })).data.startIdentityLink
}

/** Everything of a link up to the one-time code. */
export async function fetchLinkCode(running: RunningApp, token: string): Promise<FinishProviderSignInInput> {
  const codeVerifier = randomId()
  const started = await startIdentityLink(running, token, { codeChallenge: challengeOf(codeVerifier) })
  if (started.__typename !== 'ProviderSignInStarted') throw new Error(started.__typename)
  const response = await returnFromProvider(running, await visitProvider(started.url))
  return { code: answerOf(response).get('code') ?? '', codeVerifier }
}

export async function finishIdentityLink(running: RunningApp, token: string, input: FinishProviderSignInInput) {
  return (await running.ask(FinishIdentityLinkDocument, { input }, { token })).data.finishIdentityLink
}

export async function linkProvider(running: RunningApp, token: string) {
  return finishIdentityLink(running, token, await fetchLinkCode(running, token))
}

export async function unlinkIdentity(running: RunningApp, token: string, identityId: string) {
  return (await running.ask(UnlinkIdentityDocument, { input: { identityId } }, { token })).data.unlinkIdentity
}

export async function identitiesOf(running: RunningApp, token: string) {
  return (await running.ask(IdentitiesDocument, {}, { token })).data.me?.identities ?? []
}
