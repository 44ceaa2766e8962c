/** The form in which texts are compared without case and compatibility forms (NFKC). */
export function foldCase(text: string): string {
  return text.normalize('NFKC').toLowerCase().toUpperCase().toLowerCase().normalize('NFKC')
}
