import * as v from 'valibot'
import type { Kind } from './parsers.js'
import type { Setting } from './setting.js'
import { settings } from './settings.js'

type ValueSchema = v.GenericSchema<unknown>

/** What CONFIG_FILE may contain: every setting that is no secret, and the files of those that are. */
export function fileSchema() {
  const entries = Object.entries<Setting<unknown>>(settings).filter(([name]) => name !== 'CONFIG_FILE')
  return v.looseObject(
    Object.fromEntries(
      entries.map(([name, { kind, meaning, isSecret }]): [string, v.GenericSchema<unknown>] => {
        if (!isSecret) return [name, v.optional(v.pipe(schemaOf(kind), v.description(meaning)))]
        const description = `File with this: ${meaning}`
        return [`${name}_FILE`, v.optional(v.pipe(v.string(), v.description(description)))]
      }),
    ),
  )
}

/** Durations, limits and addresses are text; a plain number of seconds is accepted too. */
function schemaOf({ inFile }: Kind<unknown>): ValueSchema {
  switch (inFile?.form) {
    case 'flag':
      return v.boolean()
    case 'whole':
      return v.pipe(v.number(), v.integer(), v.minValue(inFile.min), v.maxValue(inFile.max))
    case 'choice':
      return v.picklist([...inFile.names])
    case 'list':
      return v.array(schemaOf(inFile.item))
    default:
      return v.union([v.string(), v.number()])
  }
}
