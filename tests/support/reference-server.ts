import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { print } from 'graphql'
import { expect } from 'vitest'
import type { Engine } from './engines.js'
import { settingsOfSystem } from './migrating-page.js'
import { type Answer, type RunningApp, startApp } from './start-app.js'

export interface HttpAnswer<Data> extends Omit<Answer<Data>, 'response'> {
  response: Response
}

export interface HttpOptions {
  /** Sent as `Authorization: Bearer`. */
  token?: string
  headers?: Record<string, string>
}

export interface ReferenceServer {
  /** For the clock, the mailbox and the rows; requests go through the functions below. */
  running: RunningApp
  /** Where it listens, without a path. */
  url: string
  ask<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    options?: HttpOptions,
  ): Promise<HttpAnswer<Data>>
  /** The same for variables of any shape, as a client sends them that has forgotten something. */
  askLoosely<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: object,
  ): Promise<HttpAnswer<Data>>
}

/** Listens on a free port with the settings that docs/migrating.md gives for one of the five systems. */
export async function startReferenceServer(engine: Engine, system: number): Promise<ReferenceServer> {
  const running = await startApp(engine, settingsOfSystem(system))
  const url = await running.app.http.listen({ host: '127.0.0.1', port: 0 })
  const post = async (document: TypedDocumentNode<never, never>, variables: unknown, options: HttpOptions = {}) => {
    const { token, headers } = options
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization, ...headers },
      body: JSON.stringify({ query: print(document), variables }),
    })
    return { ...((await response.json()) as object), response }
  }
  return {
    running,
    url,
    ask: (...asked) => post(...(asked as [never, unknown])) as Promise<never>,
    askLoosely: (document, variables) => post(document as never, variables) as Promise<never>,
  }
}

/** The outcome as the member of the union that it has to be. */
export function expectMember<Union extends { __typename: string }, Name extends Union['__typename']>(
  outcome: Union,
  name: Name,
): Extract<Union, { __typename: Name }> {
  expect(outcome).toMatchObject({ __typename: name })
  return outcome as Extract<Union, { __typename: Name }>
}

/** The reason of the only error, which must be UNAUTHENTICATED. */
export function rejectionOf({ errors }: HttpAnswer<unknown>): unknown {
  expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
  return errors?.[0]?.extensions.reason
}
