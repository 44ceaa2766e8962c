import { describe, expect, test } from 'vitest'
import { FactorsDocument } from '../../src/client/generated/operations.js'
import { enableTotp, totpCodeAt } from '../support/authenticator.js'
import { disable, verifyEmail as plantProof } from '../support/database.js'
import { engines } from '../support/engines.js'
import { mailsTo } from '../support/mails.js'
import {
  addPasskey,
  atOnce,
  continueSignIn,
  kindsOf,
  login,
  reauthenticate,
  register,
  removePasskey,
  removePassword,
  removeTotp,
  renamePasskey,
  signInWithPasskey,
  startPasskey,
  startPasskeyRegistration,
} from '../support/operations.js'
import { enrolPasskey, optionsOf, SoftwarePasskey, signInOptions } from '../support/passkey.js'
import { ada, grace, signUp } from '../support/people.js'
import { type RunningApp, startApp, startAppOn } from '../support/start-app.js'

const invalid = { __typename: 'InvalidPasskey', code: 'INVALID_PASSKEY' }
const unlimited = { LIMIT_PASSKEY_PER_ADDRESS: 'off' }

async function passkeysOf(running: RunningApp, token: string) {
  return (await running.ask(FactorsDocument, {}, { token })).data.me?.passkeys ?? []
}

function accessOf(signedIn: unknown): string {
  return (signedIn as { tokens: { accessToken: string } }).tokens.accessToken
}

async function signUpWithPasskey(running: RunningApp, person: typeof ada | typeof grace = ada) {
  const own = await signUp(running, person)
  return { ...own, ...(await enrolPasskey(running, own.access)) }
}

describe.each(engines)('a passkey on %s', (engine) => {
  test('a passkey is added, signs in at AAL2 without a further factor, is renamed and removed, with a mail for each change', async () => {
    const running = await startApp(engine)
    const { access, user } = await signUp(running)
    await plantProof(running, ada.email)
    const aaguid = 'bada5566-a7aa-401f-bd96-45619a55120d'
    const { passkey, added } = await enrolPasskey(running, access, { passkey: new SoftwarePasskey({ aaguid }) })
    expect(added.passkey).toMatchObject({
      name: '1Password',
      authenticator: '1Password',
      lastUsedAt: null,
      backedUp: false,
    })
    expect(added.recoveryCodes).toHaveLength(10)

    const outcome = await signInWithPasskey(running, {
      passkey: passkey.get(await signInOptions(running)),
      deviceName: 'Phone',
      expiresIn: 60,
    })
    expect(outcome).toMatchObject({
      __typename: 'SignedIn',
      user: { id: user.id },
      session: { methods: ['PASSKEY'], assurance: 'AAL2', deviceName: 'Phone' },
      tokens: { expiresIn: 60 },
    })
    const { tokens } = outcome as { tokens: { accessToken: string } }
    const token = tokens.accessToken
    const passkeyId = added.passkey.id
    expect(await renamePasskey(running, { passkeyId, name: ' Work ' }, { token })).toMatchObject({
      passkey: { id: passkeyId, name: 'Work' },
    })
    expect(await passkeysOf(running, token)).toMatchObject([{ name: 'Work', lastUsedAt: expect.any(String) }])
    expect(await removePasskey(running, { passkeyId }, { token })).toEqual({ __typename: 'PasskeyRemoved', passkeyId })
    expect(await passkeysOf(running, token)).toEqual([])
    const after = await signInWithPasskey(running, { passkey: passkey.get(await signInOptions(running)) })
    expect(after).toMatchObject(invalid)
    const subjects = (await mailsTo(running, ada.email)).map(({ subject }) => subject)
    expect(subjects).toEqual(expect.arrayContaining(['A passkey was added', 'A passkey was removed']))
  })

  test.each(['EdDSA', 'RS256'] as const)('a passkey with a key for %s works like one for ES256', async (algorithm) => {
    const running = await startApp(engine)
    const { access } = await signUp(running)
    const { passkey } = await enrolPasskey(running, access, { passkey: new SoftwarePasskey({ algorithm }) })
    const outcome = await signInWithPasskey(running, { passkey: passkey.get(await signInOptions(running)) })
    expect(outcome.__typename).toBe('SignedIn')
  })

  test('a passkey answers a second factor, and the challenge of one sign-in does not answer another', async () => {
    const running = await startApp(engine)
    const { passkey } = await signUpWithPasskey(running)
    const begin = async () => {
      const begun = await login(running, { identifier: ada.email, password: ada.password })
      expect(begun).toMatchObject({ __typename: 'SecondFactorRequired', factors: ['PASSKEY', 'RECOVERY_CODE'] })
      return begun as unknown as { signInToken: string; passkeyOptions: Record<string, unknown> }
    }
    const [first, second] = [await begin(), await begin()]
    expect(first.passkeyOptions).toMatchObject({ allowCredentials: [{ id: passkey.id }] })
    const crossed = { signInToken: first.signInToken, passkey: passkey.get(second.passkeyOptions) }
    expect(await continueSignIn(running, crossed)).toMatchObject(invalid)
    const stranger = { signInToken: first.signInToken, passkey: passkey.get(await signInOptions(running)) }
    expect(await continueSignIn(running, stranger)).toMatchObject(invalid)
    const right = { signInToken: first.signInToken, passkey: passkey.get(first.passkeyOptions) }
    expect(await continueSignIn(running, right)).toMatchObject({
      __typename: 'SignedIn',
      session: { methods: ['PASSWORD', 'PASSKEY'], assurance: 'AAL2' },
    })
    expect(await signInWithPasskey(running, { passkey: passkey.get(second.passkeyOptions) })).toMatchObject(invalid)
  })

  test('a passkey proves the caller anew, with a challenge of the own session only', async () => {
    const running = await startApp(engine)
    const { access, passkey } = await signUpWithPasskey(running)
    running.clock.move(700)
    const other = await signInWithPasskey(running, { passkey: passkey.get(await signInOptions(running)) })
    const { tokens } = other as { tokens: { accessToken: string } }
    const start = async (token: string) =>
      optionsOf(await startPasskey(running, { purpose: 'REAUTHENTICATE' }, { token }))
    const foreign = passkey.get(await start(tokens.accessToken))
    expect(await reauthenticate(running, { token: access, input: { passkey: foreign } })).toMatchObject(invalid)
    const own = passkey.get(await start(access))
    expect(await reauthenticate(running, { token: access, input: { passkey: own } })).toMatchObject({
      __typename: 'Reauthenticated',
      session: { methods: expect.arrayContaining(['PASSKEY']), assurance: 'AAL2' },
    })
    expect(await reauthenticate(running, { token: access, input: { passkey: own } })).toMatchObject(invalid)
  })

  test('adding and removing a passkey needs a recent proof of identity', async () => {
    const running = await startApp(engine)
    const { access, added } = await signUpWithPasskey(running)
    running.clock.move(601)
    const needed = { __typename: 'ReauthenticationRequired', assurance: 'AAL2' }
    expect(await startPasskeyRegistration(running, {}, { token: access })).toMatchObject(needed)
    const passkeyId = added.passkey.id
    expect(await removePasskey(running, { passkeyId }, { token: access })).toMatchObject(needed)
  })

  test('a sign-in that needs a factor set up ends with the new passkey', async () => {
    const lax = await startApp(engine)
    await signUp(lax)
    const running = await startAppOn(lax.settings.DATABASE_URL, { SECOND_FACTOR: 'everyone' }, lax.clock)
    const begun = await login(running, { identifier: ada.email, password: ada.password })
    expect(begun).toMatchObject({ __typename: 'SecondFactorSetupRequired', factors: ['PASSKEY', 'TOTP'] })
    const { signInToken } = begun as { signInToken: string }
    const options = optionsOf(await startPasskeyRegistration(running, { signInToken }))
    const passkey = new SoftwarePasskey()
    const added = await addPasskey(running, { signInToken, passkey: passkey.create(options), name: 'First' })
    expect(added).toMatchObject({
      __typename: 'PasskeyAdded',
      passkey: { name: 'First' },
      signedIn: { session: { methods: ['PASSWORD', 'PASSKEY'], assurance: 'AAL2' } },
    })
    const { signedIn, passkey: view } = added as unknown as {
      signedIn: { tokens: { accessToken: string } }
      passkey: { id: string }
    }
    const token = signedIn.tokens.accessToken
    expect(await removePasskey(running, { passkeyId: view.id }, { token })).toMatchObject({
      __typename: 'SecondFactorMandatory',
    })
  })

  test('the last way to sign in is not removed, also by two removals at once', async () => {
    const running = await startApp(engine)
    const { access, passkey, added } = await signUpWithPasskey(running)
    const refresh = async () => {
      const options = optionsOf(await startPasskey(running, { purpose: 'REAUTHENTICATE' }, { token: access }))
      const proven = await reauthenticate(running, { token: access, input: { passkey: passkey.get(options) } })
      return (proven as unknown as { accessToken: string }).accessToken
    }
    let token = await refresh()
    const { added: second } = await enrolPasskey(running, token, { name: 'Second' })
    token = await refresh()
    expect(await removePassword(running, token)).toMatchObject({ __typename: 'PasswordRemoved' })
    token = await refresh()
    const ids = [added.passkey.id, second.passkey.id]
    const outcomes = await atOnce(2, (place) => removePasskey(running, { passkeyId: ids[place] ?? '' }, { token }))
    expect(outcomes.map(({ __typename: kind }) => kind)).toContain('PasskeyRemoved')
    expect(await passkeysOf(running, token)).toHaveLength(1)
  })

  test('the password and the only passkey are not both removed, by removals at once on two instances', async () => {
    const running = await startApp(engine)
    const second = await startAppOn(running.settings.DATABASE_URL, {}, running.clock)
    const { passkey, added } = await signUpWithPasskey(running)
    const passkeyId = added.passkey.id
    const token = accessOf(await signInWithPasskey(running, { passkey: passkey.get(await signInOptions(running)) }))
    const kinds = await atOnce(10, async (place): Promise<string> => {
      const isOfPassword = place % 2 === 0
      const removal = isOfPassword ? removePassword(running, token) : removePasskey(second, { passkeyId }, { token })
      return (await removal).__typename
    })
    expect(new Set(kinds.filter((kind) => kind.endsWith('Removed'))).size).toBe(1)
  })

  test('a user who must have a second factor keeps one, though app and passkey are removed at once', async () => {
    const running = await startApp(engine, { SECOND_FACTOR: 'everyone' })
    const second = await startAppOn(running.settings.DATABASE_URL, { SECOND_FACTOR: 'everyone' }, running.clock)
    const begun = await register(running, { ...ada, sendEmail: false })
    const { signInToken } = begun as unknown as { signInToken: string }
    const options = optionsOf(await startPasskeyRegistration(running, { signInToken }))
    const passkey = new SoftwarePasskey()
    const added = await addPasskey(running, { signInToken, passkey: passkey.create(options) })
    const { signedIn, passkey: view } = added as unknown as { signedIn: unknown; passkey: { id: string } }
    await enableTotp(running, accessOf(signedIn))
    const token = accessOf(await signInWithPasskey(running, { passkey: passkey.get(await signInOptions(running)) }))
    const kinds = await atOnce(10, async (place): Promise<string> => {
      const isOfApp = place % 2 === 0
      const removal = isOfApp ? removeTotp(running, token) : removePasskey(second, { passkeyId: view.id }, { token })
      return (await removal).__typename
    })
    expect(new Set(kinds.filter((kind) => kind.endsWith('Removed'))).size).toBe(1)
  })

  test('users without rights to a passkey cannot rename or remove it, and ids of others look unknown', async () => {
    const running = await startApp(engine)
    const own = await signUpWithPasskey(running)
    const other = await signUp(running, grace)
    const passkeyId = own.added.passkey.id
    for (const id of [passkeyId, 'unknown']) {
      const token = other.access
      expect(await renamePasskey(running, { passkeyId: id, name: 'Mine' }, { token })).toMatchObject({
        __typename: 'PasskeyNotFound',
      })
      expect(await removePasskey(running, { passkeyId: id }, { token })).toMatchObject({
        __typename: 'PasskeyNotFound',
      })
    }
    expect(await renamePasskey(running, { passkeyId, name: ' ' }, { token: own.access })).toMatchObject({
      __typename: 'InvalidInput',
    })
  })

  test('a disabled user is told so, and a user whose address must be proven too, after the right passkey only', async () => {
    const running = await startApp(engine)
    const { user, passkey } = await signUpWithPasskey(running)
    const strict = await startAppOn(running.settings.DATABASE_URL, { EMAIL_VERIFICATION: 'required' }, running.clock)
    const early = await signInWithPasskey(strict, { passkey: passkey.get(await signInOptions(strict)) })
    expect(early.__typename).toBe('EmailNotVerified')
    await disable(running, user.id)
    const outcome = await signInWithPasskey(running, { passkey: passkey.get(await signInOptions(running)) })
    expect(outcome.__typename).toBe('UserDisabled')
  })

  test('PASSKEYS=false refuses every operation that begins something, and a login does not ask for one', async () => {
    const running = await startApp(engine)
    await signUpWithPasskey(running)
    const off = await startAppOn(running.settings.DATABASE_URL, { PASSKEYS: 'false' }, running.clock)
    const { errors } = await off.askText('mutation { startPasskey { __typename } }')
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    expect(await login(off, { identifier: ada.email, password: ada.password })).toMatchObject({
      __typename: 'SignedIn',
    })
  })
})

describe.each(engines)('a forged or repeated passkey response on %s', (engine) => {
  test('a response with another origin, site, type, flag, handle or challenge is refused, and the honest one works', async () => {
    const running = await startApp(engine, unlimited)
    const { passkey } = await signUpWithPasskey(running)
    const other = await signUpWithPasskey(running, grace)
    const handleOf = Buffer.from(other.user.id).toString('base64url')
    const altered = [
      { origin: 'https://localhost:4000' },
      { origin: 'http://localhost:4001' },
      { origin: 'http://app.localhost:4000' },
      { origin: 'http://localhost:4000.evil.example' },
      { rpId: 'evil.example' },
      { type: 'webauthn.create' },
      { crossOrigin: true },
      { userVerified: false },
      { userPresent: false },
      { userHandle: handleOf },
      { userHandle: null },
      { challenge: 'A'.repeat(43) },
      { challenge: '' },
      { id: other.passkey.id },
      { id: 'unknown' },
    ]
    for (const each of altered) {
      const options = await signInOptions(running)
      const outcome = await signInWithPasskey(running, { passkey: passkey.get(options, each) })
      expect([each, outcome]).toMatchObject([each, invalid])
      const honest = await signInWithPasskey(running, { passkey: passkey.get(options) })
      expect([each, honest.__typename]).toEqual([each, 'SignedIn'])
    }
  })

  test('a new passkey with another origin, site, flag, algorithm or challenge is refused, and one of another user too', async () => {
    const running = await startApp(engine, unlimited)
    const { access, passkey: existing } = await signUpWithPasskey(running, grace)
    const own = await signUp(running)
    const start = async () => optionsOf(await startPasskeyRegistration(running, {}, { token: own.access }))
    const add = async (passkey: Record<string, unknown>, token = own.access) =>
      addPasskey(running, { passkey }, { token })
    const made = new SoftwarePasskey()
    for (const each of [
      { origin: 'http://localhost:4001' },
      { rpId: 'evil.example' },
      { type: 'webauthn.get' },
      { crossOrigin: true },
      { userVerified: false },
      { userPresent: false },
      { challenge: 'A'.repeat(43) },
      { id: existing.id },
      { attestationObject: 'oA' },
      { attestationObject: '_'.repeat(16_385) },
    ]) {
      expect([each, await add(made.create(await start(), each))]).toMatchObject([each, invalid])
    }
    expect(await add(new SoftwarePasskey({ algorithm: 'ES384' }).create(await start()))).toMatchObject(invalid)
    expect(await add(made.create(await start()), access)).toMatchObject(invalid)
    const { challenge } = await signInOptions(running)
    expect(await add(made.create({ ...(await start()), challenge }))).toMatchObject(invalid)
    for (const each of [
      {},
      { id: 'x' },
      { id: 'x', type: 'public-key', response: [] },
      { id: 1, response: { a: 1 } },
    ]) {
      expect(await add(each)).toMatchObject(invalid)
      expect(await signInWithPasskey(running, { passkey: each })).toMatchObject(invalid)
    }
    expect((await add(made.create(await start()))).__typename).toBe('PasskeyAdded')
  })

  test('a challenge works once and for five minutes, of 50 responses at once on two instances too', async () => {
    const running = await startApp(engine, unlimited)
    const second = await startAppOn(running.settings.DATABASE_URL, unlimited, running.clock)
    const { passkey } = await signUpWithPasskey(running)
    const response = passkey.get(await signInOptions(running))
    const outcomes = await atOnce(50, (place) =>
      signInWithPasskey(place % 2 === 0 ? running : second, { passkey: response }),
    )
    expect(kindsOf(outcomes)).toEqual({ SignedIn: 1, InvalidPasskey: 49 })
    const late = passkey.get(await signInOptions(running))
    running.clock.move(300)
    expect(await signInWithPasskey(running, { passkey: late })).toMatchObject(invalid)
  })

  test('a counter that goes backwards is refused, recorded and told to the owner, and a larger one works again', async () => {
    const running = await startApp(engine)
    const { passkey } = await signUpWithPasskey(running)
    await plantProof(running, ada.email)
    const signIn = async (counter: number) =>
      signInWithPasskey(running, { passkey: passkey.get(await signInOptions(running), { counter }) })
    expect((await signIn(5)).__typename).toBe('SignedIn')
    for (const counter of [5, 4, 0]) expect(await signIn(counter)).toMatchObject(invalid)
    expect((await signIn(6)).__typename).toBe('SignedIn')
    const warnings = (await mailsTo(running, ada.email)).filter(({ subject }) => /copied/.test(subject))
    expect(warnings).toHaveLength(3)
  })

  test('a response that is refused for its counter uses its challenge up, and is told to the owner once', async () => {
    const running = await startApp(engine)
    const { passkey } = await signUpWithPasskey(running)
    await plantProof(running, ada.email)
    await signInWithPasskey(running, { passkey: passkey.get(await signInOptions(running), { counter: 5 }) })
    const options = await signInOptions(running)
    const copied = passkey.get(options, { counter: 4 })
    const answers = await atOnce(10, () => signInWithPasskey(running, { passkey: copied }))
    expect(kindsOf(answers)).toEqual({ InvalidPasskey: 10 })
    expect(await signInWithPasskey(running, { passkey: passkey.get(options, { counter: 6 }) })).toMatchObject(invalid)
    const warnings = (await mailsTo(running, ada.email)).filter(({ subject }) => /copied/.test(subject))
    expect(warnings).toHaveLength(1)
  })

  test('options for a sign-in name no user, no passkey and nothing that differs between addresses', async () => {
    const running = await startApp(engine)
    await signUpWithPasskey(running)
    const shapeOf = ({ challenge, ...rest }: Record<string, unknown>) => [String(challenge).length, rest]
    const [first, second] = [await signInOptions(running), await signInOptions(running, { address: '203.0.113.9' })]
    expect(shapeOf(first)).toEqual(shapeOf(second))
    expect(first).toMatchObject({ rpId: 'localhost', userVerification: 'required', allowCredentials: [] })
    expect(first.challenge).not.toBe(second.challenge)
  })

  test('more challenges from one address than the limit are throttled', async () => {
    const running = await startApp(engine, { LIMIT_PASSKEY_PER_ADDRESS: '2/1h' })
    const kinds = [await startPasskey(running, {}), await startPasskey(running, {}), await startPasskey(running, {})]
    expect(kindsOf(kinds)).toEqual({ PasskeyChallenge: 2, Throttled: 1 })
  })

  test('an authenticator app beside a passkey answers too, and removing the passkey keeps the app and its codes', async () => {
    const running = await startApp(engine)
    const { access } = await signUp(running)
    const { secret } = await enableTotp(running, access)
    const prove = async (token: string) => {
      await reauthenticate(running, { token, input: { password: ada.password } })
      const input = { totpCode: totpCodeAt(secret, running.clock.now()) }
      const proven = await reauthenticate(running, { token, input })
      running.clock.move(30)
      return (proven as unknown as { accessToken: string }).accessToken
    }
    const { added } = await enrolPasskey(running, await prove(access))
    expect(added.recoveryCodes).toBeNull()
    const asked = async () => login(running, { identifier: ada.email, password: ada.password })
    expect(await asked()).toMatchObject({ factors: ['PASSKEY', 'TOTP', 'RECOVERY_CODE'] })
    await removePasskey(running, { passkeyId: added.passkey.id }, { token: await prove(access) })
    expect(await asked()).toMatchObject({ factors: ['TOTP', 'RECOVERY_CODE'], passkeyOptions: null })
  })
})
