/** What texts are compared by when case and compatibility forms (NFKC) make no difference. */
export function foldCase(text: string): string {
  return text.normalize('NFKC').toLowerCase().toUpperCase().toLowerCase().normalize('NFKC')
}
