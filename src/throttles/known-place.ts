import type { LimitName } from './limits.js'
import type { Subject } from './take-attempt.js'

/**
 * A device or a session from which the user has signed in before. Guesses from there have limits of their own. So
 * strangers who fill the limit of the user do not lock the owner out (OWASP, "device cookies").
 */
export interface KnownPlace {
  /** Identifier of the device or of the session. */
  id: string
  userId: string
}

type Guess = 'login' | 'secondFactor'

const limitsOf = {
  login: ['loginPerKnownPlace', 'loginPerKnownPlaces'],
  secondFactor: ['secondFactorPerKnownPlace', 'secondFactorPerKnownPlaces'],
} as const satisfies Readonly<Record<Guess, readonly [LimitName, LimitName]>>

/** The counters of a guess from a known place: that place, and all known places of the user together. */
export function knownPlaceSubjects(guess: Guess, { id, userId }: KnownPlace): [Subject, Subject] {
  const [perPlace, perUser] = limitsOf[guess]
  return [
    { limit: perPlace, of: id },
    { limit: perUser, of: userId },
  ]
}
