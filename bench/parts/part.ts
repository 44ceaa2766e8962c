import type { Rows } from '../measure/rows.ts'
import type { Options } from '../options.ts'

export interface Part {
  options: Options
  rows: Rows
  /** A folder that is deleted at the end of the run. */
  scratch: string
  /** Named facts for the report, such as versions of peers. */
  facts: Record<string, string>
}
