import type { Kind } from './parsers.js'

/** Names and texts as the environment gives them; an empty text counts as not given. */
export type Environment = Readonly<Record<string, string | undefined>>

export interface Setting<Value> {
  readonly kind: Kind<Value>
  /** The text that stands for a missing one, read like a given one. Null: the value is then `absent`. */
  readonly default: string | null | ((given: Environment) => string)
  readonly absent?: Value
  /** How the documentation shows a default that is computed or missing. */
  readonly shownDefault?: string
  /** Shown instead of the kind's example. */
  readonly example?: string
  /** One sentence for the documentation. */
  readonly meaning: string
  /** Never printed, and readable from the file that NAME_FILE names. */
  readonly isSecret?: true
}

export function of<Value>(kind: Kind<Value>, byDefault: Setting<Value>['default'], meaning: string): Setting<Value> {
  return { kind, default: byDefault, meaning }
}

export function optional<Value>(kind: Kind<Value>, absent: Value, meaning: string): Setting<Value> {
  return { kind, default: null, absent, meaning }
}

/** Where clients reach the server when PUBLIC_URL does not say. */
export function defaultPublicUrl({ PORT, PUBLIC_URL }: Environment): string {
  return PUBLIC_URL || `http://localhost:${PORT || '4000'}`
}
