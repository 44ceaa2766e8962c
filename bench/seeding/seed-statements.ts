import type { Population } from './population.ts'

/** How one engine says what the two say differently. */
export interface Dialect {
  /** A table with a column i of the whole numbers from 0 up to, not including, `count`. */
  series(count: number): string
  /** In each row of the series: the ids of the user and of the session, as `idOf` makes them, and any id. */
  user: string
  session: string
  anyId: string
  bytes(hex: string): string
  instant(milliseconds: string): string
}

const day = 86_400_000

/** One `insert … select` a table. Sessions are live, users came over the last hundred days. */
export function seedStatements(dialect: Dialect, population: Population & { hash: string; nowMs: number }): string[] {
  const { users, sessions, hash, nowMs } = population
  const { user, session, anyId } = dialect
  const people = dialect.series(users)
  const created = dialect.instant(`${nowMs} - (i % 100) * ${day} - i % 86400000`)
  const recent = dialect.instant(`${nowMs} - i % 3600000`)
  const inDays = (days: number) => dialect.instant(`${nowMs} + ${days * day} - i % 3600000`)
  return [
    `insert into users (id, email, username, username_key, type, language, created_at, updated_at)
     select ${user}, 'user' || i || '@example.com', 'User_' || i, 'user_' || i, 0, 'en', ${created}, ${created}
     from ${people}`,
    `insert into profiles (user_id, school) select ${user}, 'School ' || (i % 100) from ${people}`,
    `insert into password_credentials (user_id, hash, version, changed_at, used_at)
     select ${user}, '${hash}', 1, ${created}, ${recent} from ${people}`,
    `insert into sessions (id, user_id, salt, generation, rotated_at, generation_used_at, access_lifetime_seconds,
       created_at, last_used_at, refresh_expires_at, expires_at, device_name, user_agent, ip_address)
     select ${session}, ${user}, ${dialect.bytes(`md5('salt' || i)`)}, 1, ${recent}, ${recent}, 86400,
       ${recent}, ${recent}, ${inDays(30)}, ${inDays(180)}, 'Firefox on Linux',
       'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', '192.0.2.' || (i % 250)
     from ${dialect.series(sessions)}`,
    ...['user.created', 'session.created'].map(
      (kind) =>
        `insert into audit_events (id, at, kind, outcome, user_id, session_id, ip_address, request_id)
         select ${anyId}, ${recent}, '${kind}', 'success', ${user}, ${session},
           '192.0.2.' || (i % 250), ${anyId}
         from ${people}`,
    ),
  ]
}
