import { describe, expect, test } from 'vitest'
import { AuthConfigDocument } from '../../src/client/generated/operations.js'
import { engines } from '../support/engines.js'
import { startApp, startAppOn } from '../support/start-app.js'

const byDefault = {
  registration: 'OPEN',
  emailVerification: 'OPTIONAL',
  emailRequired: true,
  usernameRequired: false,
  requiredProfileFields: [],
  password: { minLength: 8, maxLength: 256, requireLetter: false, requireDigit: false, requireSymbolFrom: null },
  username: { minLength: 3, maxLength: 30, pattern: '^[\\p{L}\\p{M}\\p{N}_]+$' },
  emailCodeLength: 6,
  passwordSignIn: true,
  emailSignIn: false,
  totp: true,
  passkeys: true,
  secondFactor: 'OPTIONAL',
  trustedDeviceLifetime: 2_592_000,
  providers: [],
}

const patternVerdicts = [true, true, false, false, false]

describe.each(engines)('authConfig on %s', (engine) => {
  test('authConfig tells every client the defaults, with a pattern that a form can use', async () => {
    const running = await startApp(engine)
    for (const options of [{}, { token: 'junk' }, { headers: { authorization: 'Basic YTpi' } }]) {
      const { data, errors } = await running.ask(AuthConfigDocument, {}, options)
      expect(errors).toBeUndefined()
      expect(data.authConfig).toEqual(byDefault)
      const pattern = new RegExp(data.authConfig.username.pattern, 'u')
      expect(['ada_1815', '李小龙', 'ada lovelace', 'a@b', ''].map((name) => pattern.test(name))).toEqual(
        patternVerdicts,
      )
    }
  })

  test('authConfig follows every setting that forms must know', async () => {
    const running = await startApp(engine, {
      REGISTRATION: 'email-code',
      EMAIL_VERIFICATION: 'required',
      USERNAME_REQUIRED: 'true',
      REQUIRED_PROFILE_FIELDS: 'age, wechatId',
      PASSWORD_MIN_LENGTH: '10',
      PASSWORD_MAX_LENGTH: '64',
      PASSWORD_REQUIRE_LETTER: 'true',
      PASSWORD_REQUIRE_DIGIT: 'true',
      PASSWORD_REQUIRE_SYMBOL_FROM: '!#%',
      USERNAME_MIN_LENGTH: '2',
      USERNAME_MAX_LENGTH: '20',
      USERNAME_PATTERN: '^[a-z]+$',
      EMAIL_CODE_LENGTH: '8',
      PASSWORD_SIGN_IN: 'false',
      EMAIL_SIGN_IN: 'existing',
      TOTP: 'false',
      PASSKEYS: 'false',
      SECOND_FACTOR: 'everyone',
      TRUSTED_DEVICE_LIFETIME: 'off',
    })
    const { data } = await running.ask(AuthConfigDocument, {})
    expect(data.authConfig).toEqual({
      registration: 'EMAIL_CODE',
      emailVerification: 'REQUIRED',
      emailRequired: true,
      usernameRequired: true,
      requiredProfileFields: ['age', 'wechatId'],
      password: { minLength: 10, maxLength: 64, requireLetter: true, requireDigit: true, requireSymbolFrom: '!#%' },
      username: { minLength: 2, maxLength: 20, pattern: '^[a-z]+$' },
      emailCodeLength: 8,
      passwordSignIn: false,
      emailSignIn: true,
      totp: false,
      passkeys: false,
      secondFactor: 'EVERYONE',
      trustedDeviceLifetime: null,
      providers: [],
    })

    const overrides = { REGISTRATION: 'closed', EMAIL_VERIFICATION: 'off', EMAIL_REQUIRED: 'false' }
    const closed = await startAppOn(running.settings.DATABASE_URL, overrides, running.clock)
    expect((await closed.ask(AuthConfigDocument, {})).data.authConfig).toEqual({
      ...byDefault,
      registration: 'CLOSED',
      emailVerification: 'OFF',
      emailRequired: false,
    })
  })
})
