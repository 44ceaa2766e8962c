import type { Limit } from '../config/parsers.js'
import type { Settings } from '../config/settings.js'

export type LimitName =
  | 'loginPerUser'
  | 'loginPerAddress'
  | 'rightPasswordPerPlace'
  | 'writePerUser'
  | 'registerPerAddress'
  | 'refreshPerSession'
  | 'codePerAddress'
  | 'mailPerRecipient'
  | 'codePause'
  | 'guessPerRecipient'
  | 'noticePerUser'
  | 'secondFactorPerUser'
  | 'passkeyPerAddress'
  | 'providerPerAddress'

/** Pause between two mails with a code to one mailbox. */
export const codePauseSeconds = 60

/** Null: not limited. */
export type Limits = Readonly<Record<LimitName, Limit | null>>

export function limitsOf(settings: Settings): Limits {
  return {
    loginPerUser: settings.LIMIT_LOGIN_PER_USER,
    loginPerAddress: settings.LIMIT_LOGIN_PER_ADDRESS,
    rightPasswordPerPlace: settings.LIMIT_RIGHT_PASSWORDS,
    writePerUser: settings.LIMIT_WRITES_PER_USER,
    secondFactorPerUser: settings.LIMIT_SECOND_FACTOR_PER_USER,
    passkeyPerAddress: settings.LIMIT_PASSKEY_PER_ADDRESS,
    providerPerAddress: settings.LIMIT_PROVIDER_PER_ADDRESS,
    registerPerAddress: settings.LIMIT_REGISTER_PER_ADDRESS,
    refreshPerSession: settings.LIMIT_REFRESH_PER_SESSION,
    codePerAddress: settings.LIMIT_CODE_PER_ADDRESS,
    mailPerRecipient: settings.LIMIT_MAIL_PER_RECIPIENT,
    codePause: { burst: 1, windowSeconds: codePauseSeconds },
    noticePerUser: { burst: 1, windowSeconds: 3600 },
    guessPerRecipient: { burst: 50, windowSeconds: 86_400 },
  }
}
