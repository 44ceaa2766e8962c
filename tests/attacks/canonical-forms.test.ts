import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readEmailAddress } from '../../src/mail/email-address.js'
import { readIdentifier } from '../../src/users/identifier.js'
import { findUsernameIssue, readUsername, usernameKey } from '../../src/users/username.js'
import { countRows } from '../support/database.js'
import { engines } from '../support/engines.js'
import { mailboxOf } from '../support/mailbox.js'
import { login, register, requestPasswordReset } from '../support/operations.js'
import { signUp } from '../support/people.js'
import { startApp } from '../support/start-app.js'

const rules = { minLength: 1, maxLength: 30, pattern: '^[\\p{L}\\p{M}\\p{N}_]+$' }
const anyText = fc.string({ unit: 'binary', maxLength: 40 })
const likeAddress = fc
  .tuple(fc.oneof(fc.stringMatching(/^[a-zA-Z0-9.+-]{1,10}$/), anyText), fc.oneof(fc.domain(), anyText))
  .map(([local, domain]) => `${local}@${domain}`)

/** Spellings that people and programs use for one address. */
const spellings: Record<string, (address: string) => string> = {
  'upper case': (address) => address.toUpperCase(),
  'white space around it': (address) => ` \t${address}\n`,
  'a full-width dot': (address) => address.replace(/\.(?=[^.]*$)/, '．'),
  'an ideographic full stop': (address) => address.replace(/\.(?=[^.]*$)/, '。'),
  'a full-width domain': (address) =>
    address.replace(/@\w/, (at) => `@${String.fromCodePoint((at.codePointAt(1) ?? 0) + 0xfee0)}`),
}

describe('an address', () => {
  test('the canonical form of an address is its own canonical form, and is one address of plain characters', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, likeAddress), (text) => {
        const address = readEmailAddress(text)
        if (address === null) return
        expect(readEmailAddress(address)).toBe(address)
        expect(address).toMatch(/^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9.-]+\.[a-z0-9-]+$/)
        expect(readIdentifier(text)).toEqual({ email: address })
      }),
      { numRuns: 3000 },
    )
  })

  test.each(Object.entries(spellings))('an address in %s is the same address or refused', (_, spell) => {
    fc.assert(
      fc.property(likeAddress, (text) => {
        const address = readEmailAddress(text)
        if (address !== null) expect([address, null]).toContain(readEmailAddress(spell(address)))
      }),
      { numRuns: 300 },
    )
    expect(readEmailAddress(spell('ada@example.com'))).toBe('ada@example.com')
  })
})

test('the key of a username is its own key, and the displayed username has the same key', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
      const key = usernameKey(text)
      expect(usernameKey(key)).toBe(key)
      expect(usernameKey(readUsername(text))).toBe(key)
      expect(usernameKey(text.toLowerCase().toUpperCase())).toBe(usernameKey(text.toUpperCase()))
      if (findUsernameIssue(rules, text) === null) expect(readIdentifier(text)).toEqual({ usernameKey: key })
    }),
    { numRuns: 2000 },
  )
})

/** What looks like, folds to or contains `kit.smith@example.com`. */
const impostors = [
  'KIT.SMITH@EXAMPLE.COM',
  '\u212ait.smith@example.com',
  'kit.\u017fmith@example.com',
  'k\u0130t.smith@example.com',
  'k\u0131t.smith@example.com',
  'kit.smith＠example.com',
  'kit.smith@example．com',
  'kit.smith@example。com',
  'kit.smith@ｅxample.com',
  'kit.smith@example.com\u200b',
  'kit.smith@exam\u00adple.com',
  '\u200bkit.smith@example.com',
  'kit.smith@example.com.',
  'kit.smith@ex\u0430mple.com',
  'k\u0456t.smith@example.com',
  'kit.smith @example.com',
  '"kit.smith"@example.com',
  'Kit <kit.smith@example.com>',
  'kit.smith@example.com,other@evil.example',
  'kit.smith@example.com\r\nBcc: other@evil.example',
  'kit.smith@example.com\u0000',
  'kit.smith@example.com%00',
  'kit.smith@[127.0.0.1]',
  '"a@b"@example.com',
  'kit.smith(comment)@example.com',
]

describe.each(engines)('on %s', (engine) => {
  test('no other spelling of an address makes a second account', async () => {
    const unlimited = {
      LIMIT_REGISTER_PER_ADDRESS: 'off',
      LIMIT_MAIL_PER_RECIPIENT: 'off',
      LIMIT_LOGIN_PER_USER: 'off',
    }
    const running = await startApp(engine, unlimited)
    const [owner, password] = ['kit.smith@example.com', 'a password of kit smith']
    await signUp(running, { email: owner, password, sendEmail: false })
    for (const email of impostors) {
      const isOwner = readEmailAddress(email) === owner
      const registered = await register(running, { email, password: 'a password of somebody', sendEmail: false })
      const signedIn = await login(running, { identifier: email, password })
      const asked = await requestPasswordReset(running, { email })
      const kinds = [registered, signedIn, asked].map(({ __typename }) => __typename)
      if (isOwner) expect([email, kinds]).toEqual([email, ['EmailTaken', 'SignedIn', 'PasswordResetRequested']])
      else expect([email, kinds[1]]).not.toEqual([email, 'SignedIn'])
      // A look-alike domain is a domain of its own.
      const isOther = readEmailAddress(email)?.includes('xn--') === true
      if (!isOwner && !isOther) expect([email, kinds[0], kinds[2]]).toEqual([email, 'InvalidInput', 'InvalidInput'])
    }
    const others = impostors.filter((email) => readEmailAddress(email)?.includes('xn--')).length
    expect((await countRows(running)).users).toBe(1 + others)
    const recipients = new Set((await mailboxOf(running)).map(({ to }) => to))
    expect([...recipients].every((to) => to === owner || to.includes('xn--'))).toBe(true)
  })
})

test('reading an address or a username of a hundred thousand characters takes little time', () => {
  const parts = ['a', 'a.', 'a-', '@', ' ', '\u0301', 'é', '-.', '[', '%', '𝒜', '\u200b']
  for (const part of parts) {
    const long = part.repeat(100_000 / part.length)
    for (const text of [long, `${long}@example.com`, `a@${long}`, `a@${long}!`, `${long}!`]) {
      expect(readEmailAddress(text)).toBeNull()
      expect(findUsernameIssue(rules, text)).not.toBeNull()
    }
  }
})
