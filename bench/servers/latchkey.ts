import { limitsOff } from '../../tests/support/limits-off.ts'
import { builtProgram } from '../paths.ts'
import { type Server, startServer } from './child.ts'

export const secretKey = 'f3aQm0n7sVxkq2Wc9yB1dLr8TgHjZe5uPoKi6MvXwNs='

/** The settings of every measured Latchkey: production, limits off, and a line in the log for each answer. */
export const environmentOf = (databaseUrl: string, cost: number): Record<string, string> => ({
  NODE_ENV: 'production',
  DATABASE_URL: databaseUrl,
  SECRET_KEY: secretKey,
  PUBLIC_URL: 'http://auth.bench.test',
  BCRYPT_COST: String(cost),
  // 200 connections that all send a password are refused beyond the default of 100 waiting.
  HASH_QUEUE: '1000',
  ...limitsOff,
})

/** The built program as a process, as operators run it. */
export function startLatchkey(place: {
  databaseUrl: string
  folder: string
  cost?: number
  settings?: Record<string, string>
}): Promise<Server> {
  return startServer({
    script: builtProgram,
    folder: place.folder,
    environment: { ...environmentOf(place.databaseUrl, place.cost ?? 12), ...place.settings },
    readyPath: '/readyz',
  })
}
