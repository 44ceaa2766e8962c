import { expect } from 'vitest'
import type { RegisterInput, SignedInFieldsFragment } from '../../src/client/generated/operations.js'
import { LoginDocument, RegisterDocument } from '../../src/client/generated/operations.js'
import type { AskOptions, RunningApp } from './start-app.js'

export const ada = { email: 'ada@example.com', username: 'ada', password: 'analytical engine 1843' } as const
export const grace = { email: 'grace@example.com', username: 'grace', password: 'nanoseconds of wire' } as const

export type SignedIn = SignedInFieldsFragment & {
  access: string
  refresh: string
}

/** Registers and gives what a signed-in client holds. */
export async function signUp(running: RunningApp, input: RegisterInput = ada, options?: AskOptions): Promise<SignedIn> {
  const { data } = await running.ask(RegisterDocument, { input }, options)
  return requireSignedIn(data.register)
}

/** Logs in with the address, or else the username. */
export async function signIn(
  running: RunningApp,
  person: { email?: string; username?: string; password: string } = ada,
  options?: AskOptions,
): Promise<SignedIn> {
  const identifier = person.email ?? person.username ?? ''
  const { data } = await running.ask(LoginDocument, { input: { identifier, password: person.password } }, options)
  return requireSignedIn(data.login)
}

function requireSignedIn(outcome: { __typename: string }): SignedIn {
  expect(outcome).toMatchObject({ __typename: 'SignedIn' })
  const signedIn = outcome as unknown as SignedInFieldsFragment
  return { ...signedIn, access: signedIn.tokens.accessToken, refresh: signedIn.tokens.refreshToken ?? '' }
}
