import { describe, expect, test } from 'vitest'
import {
  LoginDocument,
  LogoutDocument,
  MeDocument,
  RefreshDocument,
  RegisterDocument,
} from '../../src/client/generated/operations.js'
import { createDatabase } from '../support/engines.js'
import { isLong } from '../support/faults/rounds.js'
import { ada } from '../support/people.js'
import { type RunningProcess, startReadyProcess } from '../support/start-process.js'

/** Many in `npm run check:faults`. */
const rounds = isLong ? 200 : 30

interface Signed {
  tokens: { accessToken: string; refreshToken: string }
}

async function startTwo(): Promise<[RunningProcess, RunningProcess]> {
  const DATABASE_URL = await createDatabase('postgres')
  const environment = { DATABASE_URL, PUBLIC_URL: 'http://latchkey.test', LIMIT_LOGIN_PER_USER: 'off' }
  return Promise.all([startReadyProcess(environment), startReadyProcess(environment)])
}

async function signIn(process: RunningProcess): Promise<Signed> {
  const input = { identifier: ada.email, password: ada.password }
  return (await process.ask(LoginDocument, { input })).login as unknown as Signed
}

describe('two processes on one PostgreSQL', () => {
  test('a hundred refreshes spread over both all succeed and get one successor', async () => {
    const both = await startTwo()
    const registered = await both[0].ask(RegisterDocument, { input: ada })
    const { refreshToken } = (registered.register as unknown as Signed).tokens
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, place) =>
        (both[place % 2] as RunningProcess).ask(RefreshDocument, { input: { refreshToken } }),
      ),
    )
    const successors = answers.map(({ refresh }) => (refresh as unknown as Signed).tokens?.refreshToken)
    expect(new Set(successors).size).toBe(1)
    expect(successors[0]).toMatch(/^lk_rt_/)
  })

  test('twenty registrations of one address spread over both make one user', async () => {
    const both = await startTwo()
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, place) =>
        (both[place % 2] as RunningProcess).ask(RegisterDocument, { input: ada }),
      ),
    )
    const kinds = answers.map(({ register }) => register.__typename)
    expect(kinds.filter((kind) => kind === 'SignedIn')).toHaveLength(1)
    expect(kinds.filter((kind) => kind === 'EmailTaken' || kind === 'UsernameTaken')).toHaveLength(19)
  })

  test('a token of one is good at the other, and logging out at one ends it at both', async () => {
    const [one, other] = await startTwo()
    const registered = await one.ask(RegisterDocument, { input: ada })
    const { accessToken } = (registered.register as unknown as Signed).tokens
    expect((await other.ask(MeDocument, {}, accessToken)).me?.email).toBe(ada.email)
    await other.ask(LogoutDocument, {}, accessToken)
    expect((await one.ask(MeDocument, {}, accessToken)).me).toBeNull()
  })

  test('a logout at one beats a refresh racing at the other in every round', async () => {
    const [one, other] = await startTwo()
    await one.ask(RegisterDocument, { input: ada })
    for (let round = 0; round < rounds; round++) {
      const { refreshToken } = (await signIn(one)).tokens
      const [{ refresh: raced }] = await Promise.all([
        one.ask(RefreshDocument, { input: { refreshToken } }),
        other.ask(LogoutDocument, { input: { refreshToken } }),
      ])
      const last = (raced as unknown as Partial<Signed>).tokens?.refreshToken ?? refreshToken
      const after = await one.ask(RefreshDocument, { input: { refreshToken: last } })
      expect(after.refresh).toMatchObject({ __typename: 'SessionEnded', reason: 'LOGGED_OUT' })
    }
  })
})
