import { toJsonSchema } from '@valibot/to-json-schema'
import { fileSchema } from './file-schema.js'
import { providerNamePattern } from './provider-settings.js'

/** The text of `docs/config.schema.json`, with which editors check and complete CONFIG_FILE. */
export function printFileSchema(): string {
  const { $schema, ...schema } = toJsonSchema(fileSchema(), { errorMode: 'throw' })
  const patternProperties = { [providerNamePattern()]: {} }
  const printed = {
    $schema,
    title: 'Settings of Latchkey in CONFIG_FILE',
    ...schema,
    patternProperties,
    additionalProperties: false,
  }
  return `${JSON.stringify(printed, null, 2)}\n`
}
