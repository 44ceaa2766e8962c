import { describe, expect, test } from 'vitest'
import { LoginDocument } from '../../src/client/generated/operations.js'
import { engines } from '../support/engines.js'
import { login, refresh, register, verifyToken } from '../support/operations.js'
import { ada, signUp } from '../support/people.js'
import { startApp } from '../support/start-app.js'

const chinese = /\p{Script=Han}/u

const cases: [header: string | undefined, language: 'en' | 'zh-CN'][] = [
  [undefined, 'en'],
  ['', 'en'],
  ['en', 'en'],
  ['en-GB', 'en'],
  ['zh-CN', 'zh-CN'],
  ['zh-cn', 'zh-CN'],
  ['zh', 'zh-CN'],
  ['fr', 'en'],
  ['*', 'en'],
  ['fr, zh;q=0.5', 'zh-CN'],
  ['zh-TW,zh;q=0.9,en;q=0.8', 'zh-CN'],
  ['en-US,en;q=0.9,zh-CN;q=0.8', 'en'],
  ['en;q=0.3, zh-CN;q=0.9', 'zh-CN'],
  ['zh-CN;q=0.3, en;q=0.9', 'en'],
  ['zh-CN;q=0, fr', 'en'],
  ['en;q=0, zh;q=0.1', 'zh-CN'],
  [';;q=,,zh', 'zh-CN'],
  ['zh\u00e9;q=nonsense', 'en'],
]

function languageOf(message: string): 'en' | 'zh-CN' {
  return chinese.test(message) ? 'zh-CN' : 'en'
}

describe.each(engines)('the language of messages on %s', (engine) => {
  test('messages are in the best match of Accept-Language, and in English without a match', async () => {
    const running = await startApp(engine)
    for (const [header, language] of cases) {
      const headers = header === undefined ? {} : { 'accept-language': header }
      const outcome = await refresh(running, { refreshToken: 'junk' }, { headers })
      expect(outcome, header).toMatchObject({ __typename: 'SessionEnded', message: expect.any(String) })
      expect('message' in outcome && languageOf(outcome.message), header).toBe(language)
    }
  })

  test('the language changes messages of problems and issues, and no value for programs', async () => {
    const running = await startApp(engine)
    const input = { identifier: '', password: 'x', expiresIn: 0, deviceName: 'x'.repeat(101) }
    const ask = async (language: string) => {
      const { data } = await running.ask(LoginDocument, { input }, { headers: { 'accept-language': language } })
      if (data.login.__typename !== 'InvalidInput') throw new Error(data.login.__typename)
      return data.login
    }
    const [english, translated] = [await ask('en'), await ask('zh-CN')]
    const messagesOf = ({ message, issues }: typeof english) => [message, ...issues.map((issue) => issue.message)]
    expect(messagesOf(english)).toEqual([
      'Please check what you entered.',
      'This is required.',
      'This must be in the range 1–86400.',
      'At most 100 characters, please.',
    ])
    expect(messagesOf(translated)).toEqual([
      '请检查您输入的内容。',
      '此项必填。',
      '必须在 1–86400 范围内。',
      '最多 100 个字符。',
    ])
    const rulesOf = ({ code, issues }: typeof english) => [code, issues.map(({ path, rule }) => ({ path, rule }))]
    expect(rulesOf(translated)).toEqual(rulesOf(english))
  })

  test('every kind of problem has a message in each language', async () => {
    const running = await startApp(engine, { LIMIT_LOGIN_PER_USER: '1/1m' })
    const { access } = await signUp(running)
    const problemsIn = async (language: string) => {
      const options = { headers: { 'accept-language': language }, token: access }
      const refused = running.askText(
        'mutation { revokeSession(input: { sessionId: "x" }) { ... on Problem { message } } }',
        {},
        options,
      )
      return [
        await register(running, { ...ada, username: 'other' }, options),
        await register(running, { ...ada, email: 'other@example.com' }, options),
        await register(running, { email: 'other@example.com', password: ada.password, emailCode: '1' }, options),
        await login(running, { identifier: language, password: 'nothing' }, options),
        await login(running, { identifier: language, password: 'nothing' }, options),
        await refresh(running, { refreshToken: 'junk' }, options),
        (await refused).data?.revokeSession as { message: string },
      ].map((outcome) => ('message' in outcome ? outcome.message : ''))
    }
    const [english, translated] = [await problemsIn('en'), await problemsIn('zh-CN')]
    expect(new Set([...english, ...translated]).size).toBe(14)
    expect(translated.every((message) => chinese.test(message))).toBe(true)
    expect(english.every((message) => /^[ -~]+$/.test(message))).toBe(true)
    expect(await verifyToken(running, 'junk')).toMatchObject({ message: 'The token is not valid.' })
  })
})
