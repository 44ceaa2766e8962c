import type {
  FinishProviderSignInMutation,
  StartProviderSignInInput,
  StartProviderSignInMutation,
} from '../generated/operations.js'
import { finishProviderSignInText, startProviderSignInText } from '../generated/texts.js'
import type { AuthClient } from '../types.js'
import { type PlatformCrypto, pkceOf } from './pkce.js'
import { readReturn } from './read-return.js'
import { sessionVerifier, type VerifierStorage } from './verifier-storage.js'

/** The outcome of `start`: switch over `__typename`. */
export type ProviderStart = StartProviderSignInMutation['startProviderSignIn']

/** The page was opened without `code` and `error`, or no sign-in was begun here. Offer the sign-in page. */
export interface NoProviderSignIn {
  __typename: 'NoProviderSignIn'
}

/** The provider sent the person back without a code. With `denied` the person refused. */
export interface ProviderRefused {
  __typename: 'ProviderRefused'
  denied: boolean
}

/** The outcome of `finish`: switch over `__typename`. */
export type ProviderFinish = FinishProviderSignInMutation['finishProviderSignIn'] | ProviderRefused | NoProviderSignIn

/** Options of {@link createProviders}. */
export interface ProvidersOptions extends PlatformCrypto {
  /** Keeps the secret between start and finish. Default: sessionStorage, else memory. */
  storage?: VerifierStorage
  /** Opens the page of the provider. Default: leaves the present page for it, where there is one. */
  open?: (url: string) => void | Promise<void>
}

/** Sign-in with an account at a provider. */
export interface Providers {
  /** Begins, and opens the page of the provider. Rejects with `AuthUnreachableError`. */
  start(input: Omit<StartProviderSignInInput, 'codeChallenge' | 'delivery'>): Promise<ProviderStart>
  /** Takes the URL that the person came back to. Rejects with `AuthUnreachableError`; call it again then. */
  finish(url: string): Promise<ProviderFinish>
}

/** Sign-in with providers for this client. A tab has one sign-in at a time: the last one that it began. */
export function createProviders(auth: AuthClient, options: ProvidersOptions = {}): Providers {
  const { storage = sessionVerifier(auth.url), open = leavePage } = options
  return {
    async start(input) {
      const { verifier, challenge } = await pkceOf(options)
      const given = { deviceName: auth.deviceName, ...input, codeChallenge: challenge, delivery: auth.delivery }
      const { startProviderSignIn } = await auth.send<StartProviderSignInMutation>(startProviderSignInText, given)
      if (startProviderSignIn.__typename !== 'ProviderSignInStarted') return startProviderSignIn
      await storage.set(verifier)
      await open(startProviderSignIn.url)
      return startProviderSignIn
    },
    async finish(url) {
      const codeVerifier = await storage.get()
      const { code, error } = readReturn(url)
      if (codeVerifier === null || (code === null && error === null)) return { __typename: 'NoProviderSignIn' }
      if (code === null) {
        await storage.clear()
        return { __typename: 'ProviderRefused', denied: error === 'access_denied' }
      }
      const sent = await auth.send<FinishProviderSignInMutation>(finishProviderSignInText, { code, codeVerifier })
      // Not before the answer: a request that never arrived can be sent again.
      await storage.clear()
      return sent.finishProviderSignIn
    },
  }
}

/** Apps without pages get the URL from the outcome. */
function leavePage(url: string): void {
  const { location } = globalThis as { location?: { assign(url: string): void } }
  location?.assign(url)
}
