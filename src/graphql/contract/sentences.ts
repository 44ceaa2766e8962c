import type { InputIssue, InputRule } from '../../platform/input-issue.js'
import type { Language } from '../../platform/request-metadata.js'

/** Each code of a problem, and when it is given. */
export const problemCodes = {
  INVALID_INPUT: 'A value of the input breaks a rule. `issues` has the details.',
  INVALID_CREDENTIALS: 'The identifier or the password is wrong.',
  EMAIL_TAKEN: 'Another account has this address.',
  USERNAME_TAKEN: 'Another account has this username.',
  EMAIL_NOT_VERIFIED: 'The address must be verified first.',
  USER_DISABLED: 'The user has been disabled.',
  REGISTRATION_CLOSED: 'The settings do not allow registration.',
  INVALID_CODE: 'The mailed code is wrong, used or expired.',
  INVALID_TOKEN: 'The token is refused. `reason` says why.',
  SESSION_ENDED: 'The session has ended. `reason` says why.',
  SESSION_NOT_FOUND: 'The signed-in user has no live session with this identifier.',
  THROTTLED: 'Too many attempts. `retryAfter` says how long to wait.',
  SECOND_FACTOR_MANDATORY: 'The settings ask this user for a second factor.',
  TOTP_ALREADY_ENABLED: 'The user has an authenticator app already.',
  LAST_SIGN_IN_METHOD: 'Without it the user could not sign in any more.',
  REAUTHENTICATION_REQUIRED: 'The user must prove again who they are.',
} as const
export type ProblemCode = keyof typeof problemCodes

type Sentences<Name extends string> = Readonly<Record<Name, string>>

const problems: Readonly<Record<Language, Sentences<ProblemCode>>> = {
  en: {
    INVALID_INPUT: 'Please check what you entered.',
    INVALID_CREDENTIALS: 'The name or the password is wrong.',
    EMAIL_TAKEN: 'There is already an account with this e-mail address.',
    USERNAME_TAKEN: 'This username is taken.',
    EMAIL_NOT_VERIFIED: 'Please verify your e-mail address first.',
    USER_DISABLED: 'This account has been disabled.',
    REGISTRATION_CLOSED: 'Registration is closed.',
    INVALID_CODE: 'The code is wrong or has expired.',
    INVALID_TOKEN: 'The token is not valid.',
    SESSION_ENDED: 'Please sign in again.',
    SESSION_NOT_FOUND: 'There is no such session.',
    THROTTLED: 'Too many attempts. Please wait a little.',
    SECOND_FACTOR_MANDATORY: 'This account needs a second factor. Add another one first.',
    TOTP_ALREADY_ENABLED: 'An authenticator app is set up already.',
    LAST_SIGN_IN_METHOD: 'This is the only way to sign in to your account. Add another one first.',
    REAUTHENTICATION_REQUIRED: 'Please confirm that it is you.',
  },
  'zh-CN': {
    INVALID_INPUT: '请检查您输入的内容。',
    INVALID_CREDENTIALS: '用户名或密码错误。',
    EMAIL_TAKEN: '该邮箱已被注册。',
    USERNAME_TAKEN: '该用户名已被使用。',
    EMAIL_NOT_VERIFIED: '请先验证您的邮箱。',
    USER_DISABLED: '该账号已被停用。',
    REGISTRATION_CLOSED: '注册已关闭。',
    INVALID_CODE: '验证码错误或已过期。',
    INVALID_TOKEN: '令牌无效。',
    SESSION_ENDED: '请重新登录。',
    SESSION_NOT_FOUND: '找不到该会话。',
    THROTTLED: '尝试次数过多，请稍后再试。',
    SECOND_FACTOR_MANDATORY: '此账号必须使用两步验证，请先添加另一种方式。',
    TOTP_ALREADY_ENABLED: '已设置身份验证器应用。',
    LAST_SIGN_IN_METHOD: '这是您账号唯一的登录方式，请先添加另一种方式。',
    REAUTHENTICATION_REQUIRED: '请先验证您的身份。',
  },
}

/** `%` stands for the bound. */
const rules: Readonly<Record<Language, Sentences<InputRule>>> = {
  en: {
    REQUIRED: 'This is required.',
    TOO_SHORT: 'At least % characters, please.',
    TOO_LONG: 'At most % characters, please.',
    OUT_OF_RANGE: 'This must be in the range %.',
    NOT_AN_EMAIL: 'This is not an e-mail address.',
    NOT_A_URL: 'This is not an http or https address.',
    BAD_CHARACTERS: 'This contains characters that are not allowed.',
    MISMATCH: 'The two do not match.',
    MISSING_LETTER: 'At least one letter, please.',
    MISSING_DIGIT: 'At least one digit, please.',
    MISSING_SYMBOL: 'At least one of these, please: %',
    TOO_COMMON: 'This password is too common.',
    LIKE_IDENTITY: 'This password is too much like your name or address.',
    UNCHANGED: 'This is the same as before.',
  },
  'zh-CN': {
    REQUIRED: '此项必填。',
    TOO_SHORT: '至少需要 % 个字符。',
    TOO_LONG: '最多 % 个字符。',
    OUT_OF_RANGE: '必须在 % 范围内。',
    NOT_AN_EMAIL: '这不是有效的邮箱地址。',
    NOT_A_URL: '这不是有效的网址。',
    BAD_CHARACTERS: '包含不允许的字符。',
    MISMATCH: '两次输入不一致。',
    MISSING_LETTER: '至少需要一个字母。',
    MISSING_DIGIT: '至少需要一个数字。',
    MISSING_SYMBOL: '至少需要以下一个符号：%',
    TOO_COMMON: '该密码过于常见。',
    LIKE_IDENTITY: '密码与您的名字或邮箱过于相似。',
    UNCHANGED: '与之前相同。',
  },
}

export function problemSentence(code: ProblemCode, language: Language): string {
  return problems[language][code]
}

export function issueSentence({ rule, bound = '' }: InputIssue, language: Language): string {
  return rules[language][rule].replace('%', () => bound)
}

/** `invalidInput` → `INVALID_INPUT`: a problem's code is its kind, spelt as the schema spells codes. */
export function problemCodeOf(kind: string): ProblemCode {
  return kind.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase() as ProblemCode
}
