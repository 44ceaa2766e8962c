const paths = {
  password: 'M7 11V8a5 5 0 0 1 10 0v3M5 11h14v9H5zM12 15v2',
  totp: 'M8 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM10 8.5h4M10 12h4M11.5 18h1',
  recoveryCodes: 'M6 3h9l4 4v14H6zM15 3v4h4M9.5 12h6M9.5 16h6',
  devices: 'M4 5h16v11H4zM9 20h6M12 16v4',
  passkey:
    'M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM3 20c0-4 2.7-6 6-6M17 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM17 13v8l2-2-1.500-1.500 1.500-1.500-2-1',
  events: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3 2',
} as const

export type IconName = keyof typeof paths

/** Beside words that say the same: screen readers pass it by. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}
