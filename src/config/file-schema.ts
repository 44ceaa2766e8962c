import * as v from 'valibot'
import type { FileForm } from './parsers.js'
import type { Setting } from './setting.js'
import { settings } from './settings.js'

type ValueSchema = v.GenericSchema<unknown>

/** What CONFIG_FILE may contain: every setting that is no secret, and the files of those that are. */
export function fileSchema() {
  const entries = Object.entries<Setting<unknown>>(settings).filter(([name]) => name !== 'CONFIG_FILE')
  return v.looseObject(
    Object.fromEntries(
      entries.map(([name, { kind, meaning, isSecret }]): [string, v.GenericSchema<unknown>] => {
        if (!isSecret) return [name, v.optional(v.pipe(schemaOf(kind.inFile), v.description(meaning)))]
        const description = `File with this: ${meaning}`
        return [`${name}_FILE`, v.optional(v.pipe(v.string(), v.description(description)))]
      }),
    ),
  )
}

/** Durations, limits and addresses are text; a plain number of seconds is accepted too. */
function schemaOf(form: FileForm | undefined): ValueSchema {
  switch (form?.form) {
    case 'flag':
      return v.boolean()
    case 'whole':
      return v.pipe(v.number(), v.integer(), v.minValue(form.min), v.maxValue(form.max))
    case 'choice':
      return v.picklist([...form.names])
    case 'list':
      return v.array(schemaOf(form.item.inFile))
    case 'text':
      return v.string()
    case 'object':
      return v.record(v.string(), v.unknown())
    case 'record':
      return recordSchema(form)
    case 'either':
      return v.union(form.forms.map(schemaOf))
    default:
      return v.union([v.string(), v.number()])
  }
}

function recordSchema({ needed, members }: Extract<FileForm, { form: 'record' }>): ValueSchema {
  const entries = Object.entries(members).map(([name, form]): [string, v.GenericSchema<unknown>] => [
    name,
    name === needed ? schemaOf(form) : v.optional(schemaOf(form)),
  ])
  return v.strictObject(Object.fromEntries(entries))
}
