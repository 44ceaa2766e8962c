/** Of PostgreSQL and of SQLite, which has a code of its own for primary keys. */
const uniqueViolations: ReadonlySet<unknown> = new Set([
  '23505',
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
])

/** Whether a write failed because a unique key is taken, on either engine. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: unknown }
  return uniqueViolations.has(code) || isUniqueViolation(error.cause)
}
