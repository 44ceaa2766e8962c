import { createServer } from 'node:http'
import bcrypt from 'bcrypt'
import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { toNodeHandler } from 'better-auth/node'
import Database from 'better-sqlite3'

// As its documentation recommends for production; the limit of requests is off, as ours are, and so is telemetry.
const { PORT, DATABASE, HASH, COOKIE_CACHE, RENEW } = process.env
const database = new Database(DATABASE)
database.pragma('journal_mode = WAL')

const bcryptAtOurCost = {
  hash: (password) => bcrypt.hash(password, 10),
  verify: ({ hash, password }) => bcrypt.compare(password, hash),
}

const options = {
  baseURL: `http://127.0.0.1:${PORT}`,
  secret: 'f3aQm0n7sVxkq2Wc9yB1dLr8TgHjZe5uPoKi6MvXwNs=',
  database,
  emailAndPassword: { enabled: true, ...(HASH === 'bcrypt' && { password: bcryptAtOurCost }) },
  session: {
    // An hour: the measured cookies then never expire while they are measured.
    ...(COOKIE_CACHE === 'on' && { cookieCache: { enabled: true, maxAge: 3600 } }),
    // Zero: every get-session renews the session, as every refresh of ours does.
    ...(RENEW === 'on' && { updateAge: 0 }),
  },
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  logger: { level: 'error' },
}

const { runMigrations } = await getMigrations(options)
await runMigrations()
createServer(toNodeHandler(betterAuth(options))).listen(Number(PORT), '127.0.0.1')
process.once('SIGTERM', () => process.exit(0))
