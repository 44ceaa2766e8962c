import { Extensions } from 'type-graphql'
import { requestError } from '../contract/errors.js'
import type { OperationOutline } from './operation-outline.js'

/** Marks a mutation that tries a credential or costs a hash: one operation may contain one such field. */
export function SingleAttempt() {
  return Extensions({ guarded: true })
}

/** Marks a field that reads or writes the database, by what it costs beside one that is already there. */
export function Costs(cost: number) {
  return Extensions({ cost })
}

/** What a document may measure. Ours with the most has a depth of 5, 70 fields and no alias. */
export const operationLimits = { guarded: 1, depth: 10, aliases: 30, directives: 30, cost: 500 } as const

export type OperationMeasures = Record<keyof typeof operationLimits, number>

/**
 * Throws `OPERATION_LIMIT` for an operation that asks for more than {@link operationLimits}. It may have one guarded field,
 * because a limit per request is worth nothing when one request can try five hundred passwords. Validation needs no such
 * bound: the number of tokens bounds its work.
 */
export function requireWithinLimits({ measures }: Pick<OperationOutline, 'measures'>): void {
  if (!isWithinLimits(measures)) throw requestError('OPERATION_LIMIT')
}

export function isWithinLimits(measures: OperationMeasures): boolean {
  return limitNames.every((name) => measures[name] <= operationLimits[name])
}

const limitNames = Object.keys(operationLimits) as (keyof OperationMeasures)[]
