import { type Change, ChangeType, CriticalityLevel, DiffRule, diff } from '@graphql-inspector/core'
import { buildSchema, type GraphQLSchema, isObjectType } from 'graphql'

export interface JudgedChange {
  /** Whether it needs a major version: docs/compatibility.md has the rules. */
  isBreaking: boolean
  message: string
}

/** What GraphQL Inspector calls dangerous, because a client may be written without a default case. Ours must have one. */
const announced = new Set<string>([
  ChangeType.EnumValueAdded,
  ChangeType.FieldArgumentAdded,
  ChangeType.FieldRemoved,
  ChangeType.InputFieldAdded,
  ChangeType.ObjectTypeInterfaceAdded,
])

/** The changes between two schemas, without those of descriptions and without the parts of what is new. A field that was deprecated in the old one may go. */
export async function judgeChanges(before: string, after: string): Promise<JudgedChange[]> {
  const next = buildSchema(after)
  const { suppressRemovalOfDeprecatedField, ignoreDescriptionChanges, simplifyChanges } = DiffRule
  const rules = [suppressRemovalOfDeprecatedField, ignoreDescriptionChanges, simplifyChanges]
  const changes = await diff(buildSchema(before), next, rules)
  return changes.map((change) => ({ isBreaking: isBreaking(change, next), message: change.message }))
}

function isBreaking({ type, criticality, meta }: Change, next: GraphQLSchema): boolean {
  if (type === ChangeType.UnionMemberAdded) return !isProblem(next, meta.addedUnionMemberTypeName)
  if (criticality.level === CriticalityLevel.NonBreaking) return false
  return criticality.level === CriticalityLevel.Breaking || !announced.has(type)
}

function isProblem(schema: GraphQLSchema, name: string): boolean {
  const type = schema.getType(name)
  return isObjectType(type) && type.getInterfaces().some((each) => each.name === 'Problem')
}

/** Whether clients must expect breaking changes between two versions. Before 1.0.0 the second number decides. */
export function mayBreak(before: string, after: string): boolean {
  const [major = 0, minor = 0] = before.split('.').map(Number)
  const [nextMajor = 0, nextMinor = 0] = after.split('.').map(Number)
  return nextMajor > major || (major === 0 && nextMajor === 0 && nextMinor > minor)
}
