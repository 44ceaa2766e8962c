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
  | 'mailPerMailbox'
  | 'codePause'
  | 'guessPerRecipient'
  | 'noticePerUser'
  | 'noticePerRecipient'
  | 'secondFactorPerUser'
  | 'loginPerKnownPlace'
  | 'loginPerKnownPlaces'
  | 'secondFactorPerKnownPlace'
  | 'secondFactorPerKnownPlaces'
  | 'passkeyPerAddress'
  | 'providerPerAddress'

/** Pause between two mails with a code to one mailbox that one client asks for. */
export const codePauseSeconds = 60

/** Null: not limited. */
export type Limits = Readonly<Record<LimitName, Limit | null>>

/** All known places of a user together may fail this many times as often as one of them. */
const knownPlacesFactor = 3

/** All clients together may cause this many times as many mails to a mailbox as one of them. */
const mailboxFactor = 12

export function limitsOf(settings: Settings): Limits {
  return {
    loginPerUser: settings.LIMIT_LOGIN_PER_USER,
    loginPerAddress: settings.LIMIT_LOGIN_PER_ADDRESS,
    rightPasswordPerPlace: settings.LIMIT_RIGHT_PASSWORDS,
    writePerUser: settings.LIMIT_WRITES_PER_USER,
    loginPerKnownPlace: settings.LIMIT_LOGIN_PER_USER,
    loginPerKnownPlaces: times(knownPlacesFactor, settings.LIMIT_LOGIN_PER_USER),
    secondFactorPerUser: settings.LIMIT_SECOND_FACTOR_PER_USER,
    secondFactorPerKnownPlace: settings.LIMIT_SECOND_FACTOR_PER_USER,
    secondFactorPerKnownPlaces: times(knownPlacesFactor, settings.LIMIT_SECOND_FACTOR_PER_USER),
    passkeyPerAddress: settings.LIMIT_PASSKEY_PER_ADDRESS,
    providerPerAddress: settings.LIMIT_PROVIDER_PER_ADDRESS,
    registerPerAddress: settings.LIMIT_REGISTER_PER_ADDRESS,
    refreshPerSession: settings.LIMIT_REFRESH_PER_SESSION,
    codePerAddress: settings.LIMIT_CODE_PER_ADDRESS,
    mailPerRecipient: settings.LIMIT_MAIL_PER_RECIPIENT,
    mailPerMailbox: times(mailboxFactor, settings.LIMIT_MAIL_PER_RECIPIENT),
    codePause: { burst: 1, windowSeconds: codePauseSeconds },
    noticePerRecipient: settings.LIMIT_MAIL_PER_RECIPIENT,
    noticePerUser: { burst: 1, windowSeconds: 3600 },
    guessPerRecipient: { burst: 50, windowSeconds: 86_400 },
  }
}

function times(factor: number, limit: Limit | null): Limit | null {
  return limit && { ...limit, burst: factor * limit.burst }
}
