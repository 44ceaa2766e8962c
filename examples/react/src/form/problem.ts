/** Why a form was not accepted, ready to be shown. */
export interface FormProblem {
  /** Empty when the issues say it all. */
  message: string
  /** One broken rule of one field each; `path` is that of the field inside `input`. */
  issues?: readonly Issue[]
  /** When trying again is worth it. */
  retryAt?: string
}

export interface Issue {
  path: readonly string[]
  message: string
}

/** `["profile", "age"]` → `profile.age`, the name of the field in the form. */
export function fieldOf({ path }: Issue): string {
  return path.join('.')
}

/**
 * The default of a switch over the members of a result. A member without a case of its own does not compile. One that a
 * newer server adds is shown by its message, which every problem has.
 */
export function unhandled(result: never): FormProblem {
  const { message } = result as { message?: string }
  return { message: message ?? '' }
}

/** A problem that is about one field, though the server does not put it that way: there is nothing to say besides. */
export function atField(field: string, message: string): FormProblem {
  return { message: '', issues: [{ path: [field], message }] }
}
