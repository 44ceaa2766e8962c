import { ApolloLink, Observable } from '@apollo/client'
import { AuthUnreachableError } from '../errors.js'
import { outlineOfOperation } from '../transport/operation-outline.js'
import { Reply } from '../transport/reply.js'
import { needsNoToken } from '../transport/root-fields.js'
import { sendAs } from '../transport/send-as.js'
import type { AuthClient } from '../types.js'

/** Options of {@link createAuthLink}. */
export interface AuthLinkOptions {
  /** The client whose access token operations carry. */
  auth: AuthClient
  /** Whether an operation may carry the token. Default: unless its context has the `uri` of another address. */
  sendTo?: (operation: ApolloLink.Operation) => boolean
}

/**
 * Adds the access token to operations. If the server refuses the token, it repeats the operation once with a new one.
 * Subscriptions pass unchanged, and so do operations that need no token, such as `login`.
 */
export function createAuthLink({ auth, sendTo = isMeantFor(auth) }: AuthLinkOptions): ApolloLink {
  return new ApolloLink((operation, forward) => {
    const outline = outlineOfOperation(operation)
    if (outline.type === 'subscription' || needsNoToken(outline) || !sendTo(operation)) return forward(operation)
    return new Observable((observer) => {
      let reply: Reply | null = null
      const send = (token: string | null): Promise<Reply> => {
        reply?.stop()
        // The subscriber has gone.
        if (observer.closed) throw new AuthUnreachableError('The operation was given up.')
        setToken(operation, token)
        reply = new Reply(forward(operation))
        return reply.begun
      }
      observer.add(() => reply?.stop())
      const refusalOf = (begun: Reply) => Promise.resolve(begun.refusalFor(outline))
      sendAs(auth, { send, refusalOf }).then(
        (begun) => begun.passTo(observer),
        (error: unknown) => observer.error(error),
      )
    })
  })
}

function isMeantFor({ url }: AuthClient) {
  return (operation: ApolloLink.Operation): boolean => {
    const { uri } = operation.getContext() as { uri?: unknown }
    return uri === undefined || uri === url
  }
}

function setToken(operation: ApolloLink.Operation, token: string | null): void {
  if (token === null) return
  operation.setContext(({ headers }) => ({
    headers: { ...(headers as Record<string, string> | undefined), authorization: `Bearer ${token}` },
  }))
}
