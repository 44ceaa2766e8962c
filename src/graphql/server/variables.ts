import {
  coerceInputValue,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isInputObjectType,
  isInputType,
  isListType,
  isRequiredInputField,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql'
import { requestError } from '../contract/errors.js'

/**
 * Throws `BAD_USER_INPUT` if a variable does not fit its type, with the path and the expected type. The error of
 * graphql-js repeats the value: a password of the wrong type would be in the answer and in every log.
 */
export function requireFittingVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): void {
  for (const { variable, type: typeNode, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value
    const type = typeFromAST(schema, typeNode as never) as GraphQLInputType | undefined
    if (type === undefined || !isInputType(type)) continue
    const isLeftOut = variables[name] === undefined
    if (isLeftOut && (defaultValue !== undefined || !String(type).endsWith('!'))) continue
    coerceInputValue(variables[name] ?? null, type, (path, value) => {
      throw requestError('BAD_USER_INPUT', describe(name, missingFrom(value, path, type), type))
    })
  }
}

type Path = readonly (string | number)[]

/** The path of the missing field, if the error is about a missing field. */
function missingFrom(value: unknown, path: Path, root: GraphQLInputType): Path {
  const type = getNullableType(typeAt(root, path))
  if (!isInputObjectType(type) || typeof value !== 'object' || value === null) return path
  const missing = Object.values(type.getFields()).find(
    (field) => isRequiredInputField(field) && (value as Record<string, unknown>)[field.name] === undefined,
  )
  return missing === undefined ? path : [...path, missing.name]
}

/** Path and type come from the schema. The value is not repeated. */
function describe(name: string, path: Path, root: GraphQLInputType): string {
  return `Variable $${[name, ...path].join('.')}: expected ${String(typeAt(root, path))}.`
}

function typeAt(root: GraphQLInputType, path: Path): GraphQLInputType {
  const [step, ...rest] = path
  if (step === undefined) return root
  const type = getNullableType(root)
  if (isListType(type)) return typeAt(type.ofType, rest)
  const field = isInputObjectType(type) ? type.getFields()[step] : undefined
  return field === undefined ? root : typeAt(field.type, rest)
}
