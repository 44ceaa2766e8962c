import { type ClassType, createUnionType } from 'type-graphql'

/** A union with one class for each `kind` of the outcome. An outcome without a class does not compile. */
export function createOutcomeUnion<Outcome extends { kind: string }>(
  name: string,
  classes: Readonly<Record<Outcome['kind'], ClassType>>,
) {
  return createUnionType({
    name,
    types: () => Object.values<ClassType>(classes),
    resolveType: (outcome) => classes[(outcome as Outcome).kind as Outcome['kind']],
  })
}
