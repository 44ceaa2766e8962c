/** What was typed, by the names of the fields. */
export interface Values {
  /** Empty when nothing was typed. */
  text(name: string): string
  /** Null when nothing was typed. */
  optional(name: string): string | null
  /** Whether the form has a field of this name; of a box, whether it is ticked. */
  has(name: string): boolean
}

export function readValues(form: HTMLFormElement, pressed: HTMLElement | null): Values {
  const data = new FormData(form, pressed)
  const text = (name: string) => {
    const value = data.get(name)
    return typeof value === 'string' ? value : ''
  }
  return { text, optional: (name) => text(name) || null, has: (name) => data.has(name) }
}
