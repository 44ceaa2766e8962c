import type { AuditEvent } from '../audit/events.js'
import type { EventCount } from '../store/audit-counts.js'
import type { Count, Mark } from '../store/statistics.js'
import { statisticsSteps, stepStart } from './steps.js'

type Kind = AuditEvent['kind']

/** How each event that is counted is named in the counts. */
const names: Partial<Readonly<Record<Kind, string>>> = {
  'user.created': 'registrations',
  'session.created': 'signIns',
  'sign-in.failed': 'failedSignIns',
}

export const countedKinds: readonly string[] = Object.keys(names)
export const signInKind: Kind = 'session.created'
export const activeUsers = 'activeUsers'
const methodPrefix = 'signIns.'

/** A count without its time. */
export type NamedCount = Pick<Count, 'name' | 'count'>

/** A sign-in counts once, and once for each method that it used. */
export function namedCountsOf({ kind, details, count }: EventCount): NamedCount[] {
  const name = names[kind as Kind]
  if (name === undefined) return []
  const methods = kind === signInKind ? readMethods(details) : []
  return [name, ...methods.map((method) => `${methodPrefix}${method}`)].map((each) => ({ name: each, count }))
}

/** Null for a count that is not about a method. */
export function methodOf(name: string): string | null {
  return name.startsWith(methodPrefix) ? name.slice(methodPrefix.length) : null
}

/** Events of older versions have none. */
function readMethods(details: string | null): string[] {
  const { methods } = JSON.parse(details ?? '{}') as { methods?: unknown }
  return Array.isArray(methods) ? [...new Set(methods.map(String))] : []
}

/** The counts of every step that contains the instant. */
export function inEachStep(at: Date, counts: readonly NamedCount[]): Count[] {
  const summed = new Map<string, number>()
  for (const { name, count } of counts) summed.set(name, (summed.get(name) ?? 0) + count)
  return statisticsSteps.flatMap((step) =>
    [...summed].map(([name, count]) => ({ step, at: stepStart(step, at), name, count })),
  )
}

/** The marks of users who were active at the instant. */
export function marksAt(at: Date, userIds: readonly string[]): Mark[] {
  return statisticsSteps.flatMap((step) => userIds.map((userId) => ({ step, at: stepStart(step, at), userId })))
}

/** What new marks add to the counts. */
export function countMarks(marks: readonly Mark[]): Count[] {
  const counts = new Map<string, Count>()
  for (const { step, at } of marks) {
    const key = `${step} ${at.getTime()}`
    const known = counts.get(key) ?? { step, at, name: activeUsers, count: 0 }
    counts.set(key, { ...known, count: known.count + 1 })
  }
  return [...counts.values()]
}
