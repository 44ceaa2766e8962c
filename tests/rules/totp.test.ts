import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { findTotpStep, writeTotpSecret } from '../../src/totp/totp.js'
import { totpCodeAt } from '../support/authenticator.js'

/** Of RFC 6238, appendix B: SHA-1, the last six of its eight digits. */
const secret = Buffer.from('12345678901234567890')
const vectors: [seconds: number, code: string][] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
]

const hasOathtool = (() => {
  try {
    execFileSync('oathtool', ['--version'])
    return true
  } catch {
    return false
  }
})()

describe('a time-based code', () => {
  test.each(vectors)('the codes of appendix B of RFC 6238 are accepted at their times', (seconds, code) => {
    expect(findTotpStep(secret, code, new Date(seconds * 1000))).toBe(Math.floor(seconds / 30))
  })

  test('the continuous integration has oathtool', () => {
    expect(hasOathtool || !process.env.CI).toBe(true)
  })

  test.skipIf(!hasOathtool)('the codes of two hundred steps are those of oathtool', () => {
    const start = 1_790_000_000
    const printed = execFileSync('oathtool', [
      '--totp',
      '--base32',
      `--now=${new Date(start * 1000).toISOString().replace('T', ' ').slice(0, 19)} UTC`,
      '--window=199',
      writeTotpSecret(secret),
    ])
    const codes = printed.toString().trim().split('\n')
    expect(codes).toHaveLength(200)
    for (const [step, code] of codes.entries()) {
      const at = new Date((start + step * 30) * 1000)
      expect([step, findTotpStep(secret, code, at)]).toEqual([step, Math.floor(start / 30) + step])
      expect(totpCodeAt(writeTotpSecret(secret), at)).toBe(code)
    }
  })
})
