import { describe, expect, test } from 'vitest'
import { FinishIdentityLinkDocument } from '../../src/client/generated/operations.js'
import { plant, verifyEmail as plantProof } from '../support/database.js'
import { type Engine, engines } from '../support/engines.js'
import { limitsOff } from '../support/limits-off.js'
import { mailsTo, newestProofTo } from '../support/mails.js'
import { startOpenIdProvider } from '../support/openid-provider.js'
import { atOnce, issuesOf, kindsOf, removePassword, requestEmailCode, signInWithEmail } from '../support/operations.js'
import { ada, grace, signUp } from '../support/people.js'
import {
  fetchCode,
  fetchLinkCode,
  finishIdentityLink,
  finishProviderSignIn,
  identitiesOf,
  linkProvider,
  signInWithProvider,
  startIdentityLink,
  unlinkIdentity,
} from '../support/provider-dance.js'
import { startApp, startAppOn } from '../support/start-app.js'

const invalidToken = { __typename: 'InvalidToken', reason: 'TOKEN_INVALID' }

async function startWithProvider(engine: Engine, overrides: Record<string, string> = {}) {
  const provider = await startOpenIdProvider()
  return { provider, running: await startApp(engine, { ...provider.settings(), ...overrides }) }
}

async function signInNew(running: Awaited<ReturnType<typeof startApp>>) {
  const signedIn = await signInWithProvider(running)
  if (signedIn.__typename !== 'SignedIn') throw new Error(signedIn.__typename)
  return { id: signedIn.user.id, access: signedIn.tokens.accessToken }
}

describe.each(engines)('linked identities on %s', (engine) => {
  test('no identity stays that a squatter links at the moment of a take-over by mail', async () => {
    const { provider, running } = await startWithProvider(engine, { ...limitsOff, EMAIL_SIGN_IN: 'existing' })
    for (let round = 0; round < 6; round++) {
      const email = `grace${round}@example.com`
      provider.person = { sub: `squatter-${round}` }
      const squatter = await signUp(running, { email, password: grace.password, sendEmail: false })
      const code = await fetchLinkCode(running, squatter.access)
      await requestEmailCode(running, { email, purpose: 'SIGN_IN' })
      const mail = await newestProofTo(running, email)
      const [taken] = await Promise.all([
        signInWithEmail(running, { token: mail.token() }),
        running.ask(FinishIdentityLinkDocument, { input: code }, { token: squatter.access }),
      ])
      if (taken.__typename !== 'SignedIn') throw new Error(taken.__typename)
      expect(await identitiesOf(running, taken.tokens.accessToken)).toEqual([])
    }
  })

  test('a user adds an account at a provider, sees it, and signs in with it', async () => {
    const { provider, running } = await startWithProvider(engine)
    const { access, user } = await signUp(running, grace)
    await plantProof(running, grace.email)
    const linked = await linkProvider(running, access)
    expect(linked).toMatchObject({
      __typename: 'IdentityLinked',
      identity: { provider: { id: 'acme', name: 'acme' }, email: 'ada@example.com', displayName: 'Ada Lovelace' },
    })
    expect(await identitiesOf(running, access)).toMatchObject([{ provider: { id: 'acme' }, lastUsedAt: null }])
    expect(await signInWithProvider(running)).toMatchObject({ user: { id: user.id }, newUser: false })
    expect((await identitiesOf(running, access))[0]?.lastUsedAt).not.toBeNull()
    await running.app.deliverMail()
    const subjects = (await mailsTo(running, grace.email)).map(({ subject }) => subject)
    expect(subjects).toContain('acme was linked to your account')
    provider.person = null
  })

  test('a link needs a recent proof of identity, and so does its end', async () => {
    const { running } = await startWithProvider(engine)
    const { access } = await signUp(running, grace)
    await linkProvider(running, access)
    const [identity] = await identitiesOf(running, access)
    running.clock.move(601)
    expect(await startIdentityLink(running, access)).toMatchObject({ __typename: 'ReauthenticationRequired' })
    expect(await unlinkIdentity(running, access, identity?.id ?? '')).toMatchObject({
      __typename: 'ReauthenticationRequired',
    })
  })

  test('an account at a provider belongs to one user, though two link it at once', async () => {
    const { provider, running } = await startWithProvider(engine)
    const second = await startAppOn(running.settings.DATABASE_URL, provider.settings(), running.clock)
    const people = [await signUp(running, ada), await signUp(running, grace)]
    const begun = await Promise.all(
      people.map(async ({ access }) => ({ access, ...(await fetchLinkCode(running, access)) })),
    )
    const answers = await Promise.all(
      begun.map(({ access, ...input }, place) => finishIdentityLink(place === 0 ? running : second, access, input)),
    )
    expect(kindsOf(answers)).toEqual({ IdentityLinked: 1, IdentityTaken: 1 })
  })

  test('a link that another user began is refused, and so is the code of a sign-in, and the other way round', async () => {
    const { running } = await startWithProvider(engine)
    const [mine, other] = [await signUp(running, ada), await signUp(running, grace)]
    expect(await finishIdentityLink(running, other.access, await fetchLinkCode(running, mine.access))).toMatchObject(
      invalidToken,
    )
    expect(await finishIdentityLink(running, mine.access, await fetchCode(running))).toMatchObject(invalidToken)
    expect(await finishProviderSignIn(running, await fetchLinkCode(running, mine.access))).toMatchObject(invalidToken)
    expect(await identitiesOf(running, mine.access)).toEqual([])
  })

  test('an unlinked account at a provider opens nothing any more, and its user is told', async () => {
    const { running } = await startWithProvider(engine, { EMAIL_REQUIRED: 'false' })
    const { access, user } = await signUp(running, grace)
    await plantProof(running, grace.email)
    await linkProvider(running, access)
    const waiting = await fetchCode(running)
    const [identity] = await identitiesOf(running, access)
    expect(await unlinkIdentity(running, access, identity?.id ?? '')).toMatchObject({
      __typename: 'IdentityUnlinked',
      identityId: identity?.id,
    })
    const after = await finishProviderSignIn(running, waiting)
    expect((after as { user?: { id: string } }).user?.id).not.toBe(user.id)
    await running.app.deliverMail()
    const subjects = (await mailsTo(running, grace.email)).map(({ subject }) => subject)
    expect(subjects).toContain('acme was unlinked from your account')
  })

  test('the last way in is not unlinked, and an identity of another user is not found', async () => {
    const { running } = await startWithProvider(engine)
    const mine = await signInNew(running)
    const other = await signUp(running, grace)
    const [identity] = await identitiesOf(running, mine.access)
    const id = identity?.id ?? ''
    expect(await unlinkIdentity(running, mine.access, id)).toMatchObject({ __typename: 'LastSignInMethod' })
    expect(await unlinkIdentity(running, other.access, id)).toMatchObject({ __typename: 'IdentityNotFound' })
    expect(await unlinkIdentity(running, mine.access, 'x')).toMatchObject({ __typename: 'IdentityNotFound' })
    expect(await signInWithProvider(running)).toMatchObject({ __typename: 'SignedIn', newUser: false })
  })

  test('a user with a provider can remove the password, and of two removals at once one is refused', async () => {
    const { running } = await startWithProvider(engine)
    for (let round = 0; round < 5; round++) {
      const person = { email: `p${round}@example.com`, password: ada.password }
      const { access, user } = await signUp(running, person)
      await linkProvider(running, access)
      const [identity] = await identitiesOf(running, access)
      const answers = await Promise.all([
        removePassword(running, access),
        unlinkIdentity(running, access, identity?.id ?? ''),
      ])
      const done = answers.filter(({ __typename }) => /^(PasswordRemoved|IdentityUnlinked)$/.test(__typename))
      expect(done).toHaveLength(1)
      await plant(running, async (tx) => tx.delete(tx.tables.identities).returning())
      expect(user.id).toBeDefined()
    }
  })
})

test('a start of a link with a page that is not listed names what is wrong', async () => {
  const { running } = await startWithProvider('sqlite')
  const { access } = await signUp(running)
  const started = await startIdentityLink(running, access, { returnTo: 'https://evil.example' })
  expect(issuesOf(started as never)).toEqual(['returnTo NOT_ALLOWED'])
})

test('a link works once, though twenty requests finish it at once', async () => {
  const { running } = await startWithProvider('sqlite')
  const { access } = await signUp(running)
  const input = await fetchLinkCode(running, access)
  const answers = await atOnce(20, () => finishIdentityLink(running, access, input))
  expect(kindsOf(answers)).toEqual({ IdentityLinked: 1, InvalidToken: 19 })
})
