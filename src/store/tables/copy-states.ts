import type { ColumnKit } from './column-kit.js'

export function defineCopyStateTables(kit: ColumnKit) {
  return { copyStates: defineCopyStates(kit) }
}

/** Has one row while the database is the target of a copy that is not complete. It is never copied itself. */
function defineCopyStates({ table, string }: ColumnKit) {
  return table('copy_states', {
    /** Ids of the signing keys of the source, separated by commas: they tell which database the copy is from. */
    sourceKids: string().primaryKey(),
  })
}
