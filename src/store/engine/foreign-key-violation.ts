const foreignKeyViolations: ReadonlySet<unknown> = new Set(['23503', 'SQLITE_CONSTRAINT_FOREIGNKEY'])

/** Whether a write failed because the row that it refers to is gone, on either engine. */
export function isForeignKeyViolation(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: unknown }
  return foreignKeyViolations.has(code) || isForeignKeyViolation(error.cause)
}
