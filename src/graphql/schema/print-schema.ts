import { lexicographicSortSchema, printSchema } from 'graphql'
import { buildSchema } from './schema.js'

/** The text of `schema.graphql`: sorted, so that a change of the schema is the only thing that changes it. */
export function printSortedSchema(): string {
  return `${printSchema(lexicographicSortSchema(buildSchema()))}\n`
}
