import { useLanguage } from './language.ts'

/** Instants of the server as people write them, in the time of this device. */
export function useDate(): (instant: string) => string {
  const format = new Intl.DateTimeFormat(useLanguage(), { dateStyle: 'medium', timeStyle: 'short' })
  return (instant) => format.format(new Date(instant))
}
