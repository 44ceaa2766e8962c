/** The form by which texts are compared when case and compatibility forms (NFKC) do not count. */
export function foldCase(text: string): string {
  return text.normalize('NFKC').toLowerCase().toUpperCase().toLowerCase().normalize('NFKC')
}
