import { type ClassType, createUnionType } from 'type-graphql'
import type { RequestContext } from './context.js'

/** A union with one class for every `kind` of the outcome; an outcome without a class does not compile. */
export function createOutcomeUnion<Outcome extends { kind: string }>(
  name: string,
  classes: Readonly<Record<Outcome['kind'], ClassType>>,
) {
  return createUnionType({
    name,
    types: () => Object.values<ClassType>(classes),
    resolveType(outcome, context: RequestContext, { path }) {
      const { kind } = outcome as Outcome
      context.outcomes?.set(path.key, kind)
      return classes[kind as Outcome['kind']]
    },
  })
}
