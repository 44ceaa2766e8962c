import { Unavailable } from '../../platform/unavailable.js'

/** Result codes of SQLite about the machine or another process, not about the statement. */
const sqliteCodes = /^SQLITE_(BUSY|LOCKED|FULL|READONLY|IOERR|CANTOPEN|NOMEM)/
/** SQLSTATE classes: connection, catalog, resources, operator, system, read-only, locks; and sockets' own codes. */
const postgresCodes = /^(08...|3D...|53...|57P..|57014|58...|25006|40001|40P01|55P03|EAI_AGAIN|E[A-Z]{4,})$/
const poolMessages =
  /timeout exceeded when trying to connect|Connection terminated|Query read timeout|Cannot use a pool|is not queryable/

/** The error as {@link Unavailable} if it is one, or if a driver says that the database is away. Otherwise null. */
export function asUnavailable(error: unknown): Unavailable | null {
  if (error instanceof Unavailable) return error
  if (!(error instanceof Error)) return null
  const { code } = error as { code?: unknown }
  const isAway =
    typeof code === 'string' ? sqliteCodes.test(code) || postgresCodes.test(code) : poolMessages.test(error.message)
  return isAway ? new Unavailable('The database is away.', 2) : asUnavailable(error.cause)
}
