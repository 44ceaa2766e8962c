import type { Limit } from '../config/kinds.js'
import type { Settings } from '../config/settings.js'

export type LimitName = 'loginPerUser' | 'loginPerAddress' | 'registerPerAddress' | 'refreshPerSession'

/** Null: not limited. */
export type Limits = Readonly<Record<LimitName, Limit | null>>

export function limitsOf(settings: Settings): Limits {
  return {
    loginPerUser: settings.LIMIT_LOGIN_PER_USER,
    loginPerAddress: settings.LIMIT_LOGIN_PER_ADDRESS,
    registerPerAddress: settings.LIMIT_REGISTER_PER_ADDRESS,
    refreshPerSession: settings.LIMIT_REFRESH_PER_SESSION,
  }
}
