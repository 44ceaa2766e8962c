const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** What the list of devices shows for this browser. The order matters: Edge also says Chrome, and Chrome Safari. */
export function describeDevice(userAgent: string): string {
  return [browsers, systems].flatMap((kinds) => kinds.find(([sign]) => sign.test(userAgent))?.[1] ?? []).join(' · ')
}
