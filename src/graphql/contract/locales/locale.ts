import type { InputRule } from '../../../platform/input-issue.js'
import type { SecurityEventKind } from '../../../security-events/kinds.js'
import type { KindOfAdministration } from '../administration-problem-kinds.js'

/** The sentences of one language. A problem, a rule or an event without a sentence does not compile. */
export interface Locale {
  problems: Readonly<Record<KindOfAdministration, string>>
  /** `%` stands for the bound of the rule. */
  rules: Readonly<Record<InputRule, string>>
  securityEvents: Readonly<Record<SecurityEventKind, string>>
}
