/** What the server added to the URL. Its parameter is the last one of the query. */
export function readReturn(url: string): { code: string | null; error: string | null } {
  const query = /\?([^#]*)/.exec(url)?.[1] ?? ''
  const parameters = new URLSearchParams(query)
  const last = (name: string) => parameters.getAll(name).at(-1) ?? null
  return { code: last('code'), error: last('error') }
}
