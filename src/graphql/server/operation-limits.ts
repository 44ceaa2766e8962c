import { Extensions } from 'type-graphql'
import { requestError } from '../contract/errors.js'
import type { OperationOutline } from './operation-outline.js'

/** Marks a mutation that tries a credential or costs a hash: one operation may contain one such field. */
export function SingleAttempt() {
  return Extensions({ singleAttempt: true })
}

/** Marks a field that reads or writes the database. Fields of an object that is already loaded cost nothing. */
export function Costs(cost: number) {
  return Extensions({ cost })
}

/**
 * Declares how many elements a list can have. A list that is read from the database pays for all of them, for each alias:
 * its `cost` is its bound.
 */
export function Bounded(max: number, cost = 0) {
  return Extensions({ bound: max, cost })
}

/** Limits of one operation. Our largest operation has a depth of 5, 70 fields and no alias. */
export const operationLimits = {
  attempts: 1,
  repeatedMutations: 0,
  depth: 10,
  aliases: 30,
  directives: 30,
  cost: 500,
} as const

export type OperationMeasures = Record<keyof typeof operationLimits, number>

/**
 * Throws `OPERATION_LIMIT` for an operation that exceeds {@link operationLimits}. It may contain one field that tries a
 * credential: without this rule, one request could try five hundred passwords. A mutation may ask for each of its fields
 * once, or one request could write thirty times. The number of tokens bounds validation.
 */
export function requireWithinLimits({ measures }: Pick<OperationOutline, 'measures'>): void {
  if (!isWithinLimits(measures)) throw requestError('OPERATION_LIMIT')
}

export function isWithinLimits(measures: OperationMeasures): boolean {
  return limitNames.every((name) => measures[name] <= operationLimits[name])
}

const limitNames = Object.keys(operationLimits) as (keyof OperationMeasures)[]
