/** What one check found. */
export interface Finding {
  /** What was checked: `database`, `mail`, … */
  check: string
  /** `fault`: the server does not start or does not work. `warning`: it works, but not as it should. */
  state: 'ok' | 'warning' | 'fault'
  /** One sentence. Contains no secret. */
  found: string
  /** What the operator can do. Null if there is nothing to do. */
  remedy: string | null
}

export function ok(check: string, found: string): Finding {
  return { check, state: 'ok', found, remedy: null }
}

export function warning(check: string, found: string, remedy: string): Finding {
  return { check, state: 'warning', found, remedy }
}

export function fault(check: string, found: string, remedy: string): Finding {
  return { check, state: 'fault', found, remedy }
}

/** The first line of an error. */
export function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
}
