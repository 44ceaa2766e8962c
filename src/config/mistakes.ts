/** One thing that is wrong with the configuration, and what to do about it. */
export interface ConfigurationMistake {
  name: string
  /** Null when nothing was given or when it is a secret. */
  given: string | null
  expected: string
  example?: string
}

/** Stops the start. Carries every mistake, so that they can be mended in one go. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'

  constructor(readonly mistakes: readonly ConfigurationMistake[]) {
    super(mistakes.map(describeMistake).join('\n'))
  }
}

function describeMistake({ name, given, expected, example }: ConfigurationMistake): string {
  const what = given === null ? '' : ` is ${JSON.stringify(given)}, but`
  const shown = example === undefined ? '' : ` Example: ${name}=${example}`
  return `${name}${what} must be ${expected}.${shown}`
}
