import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const source = resolve(import.meta.dirname, '../../src')

/** A folder imports itself and the folders before it, and nothing else of ours. */
const line = [
  'platform',
  'config',
  'telemetry',
  'store',
  'audit',
  'outbox',
  'throttles',
  'mail',
  'tokens',
  'email-verification',
  'sessions',
  'pending-sign-ins',
  'passwords',
  'users',
  'sign-in',
  'recovery-codes',
  'totp',
  'second-factors',
  'registration',
  'jobs',
  'graphql',
  'http',
  'cli',
]
const edges = new Set(['graphql', 'http', 'cli'])
/** The edges know the service by its type only; app.ts hands it to them. */
const service = 'auth-service.js'

const openTelemetry = ['api', 'core', 'resources', 'sdk-trace-base', 'exporter-trace-otlp-http']

const homes: Readonly<Record<string, RegExp>> = {
  'drizzle-orm': /^store\//,
  'better-sqlite3': /^store\//,
  pg: /^store\//,
  bcrypt: /^passwords\/hash\.ts$/,
  'p-limit': /^passwords\/hash\.ts$/,
  '@zxcvbn-ts/language-common': /^passwords\//,
  jsonwebtoken: /^tokens\//,
  'lru-cache': /^tokens\/access-token\.ts$/,
  otpauth: /^totp\/totp\.ts$/,
  uqr: /^totp\/totp\.ts$/,
  nodemailer: /^mail\/smtp\.ts$/,
  handlebars: /^mail\/templates\.ts$/,
  'type-graphql': /^graphql\//,
  'reflect-metadata': /^graphql\//,
  graphql: /^(graphql|client)\//,
  '@apollo/server': /^(graphql\/server\/|http\/)/,
  '@as-integrations/fastify': /^http\//,
  fastify: /^(http\/|app\.ts)/,
  'ipaddr.js': /^throttles\//,
  pino: /^platform\//,
  '@apollo/client': /^client\//,
  react: /^client\//,
  'prom-client': /^telemetry\//,
  ...Object.fromEntries(openTelemetry.map((name) => [`@opentelemetry/${name}`, /^telemetry\/open-telemetry\.ts$/])),
}

/** The client is no part of the server and has a clock and randomness of its own. */
const clocks = new Set(['platform/clock.ts', 'client/platform/environment.ts'])

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
const textOf = (file: string) => readFileSync(join(source, file), 'utf8')
const importsOf = (file: string) => [...textOf(file).matchAll(/from '([^']+)'/g)].map(([, path]) => path ?? '')
const packageOf = (path: string) => path.split('/', path.startsWith('@') ? 2 : 1).join('/')

describe.each(files.filter((file) => file.includes('/')))('%s', (file) => {
  const folder = file.split('/')[0] ?? ''

  test('imports only its own folder and those before it', () => {
    for (const path of importsOf(file).filter((each) => each.startsWith('.'))) {
      const target = relative(source, join(source, dirname(file), path)).split('/')[0] ?? ''
      if (target === folder || (edges.has(folder) && target === service)) continue
      expect(line.indexOf(target), `${target} is no folder of the line`).toBeGreaterThanOrEqual(0)
      expect(line.indexOf(target), `${file} imports ${target}`).toBeLessThan(line.indexOf(folder))
      expect(edges.has(folder) && target === 'store', `${file} skips the capabilities`).toBe(false)
    }
  })
})

test.each(files)('%s keeps libraries, the environment, the clock and randomness at home', (file) => {
  for (const path of importsOf(file)) {
    const home = homes[packageOf(path)]
    if (home !== undefined) expect(file, `${path} belongs in ${home}`).toMatch(home)
  }
  const text = textOf(file)
  if (!file.startsWith('config/')) expect(text).not.toMatch(/process\.env/)
  if (!clocks.has(file)) expect(text).not.toMatch(/Date\.now\(\)|new Date\(\)/)
  if (!/^(platform\/|config\/|client\/platform\/environment)/.test(file))
    expect(text).not.toMatch(/randomBytes|randomUUID|Math\.random/)
})

test('no folder is a drawer for anything', () => {
  const drawers = files.filter((file) => /(^|\/)(utils?|helpers?|common|services|managers|index)(\/|\.ts$)/.test(file))
  expect(drawers).toEqual([])
})

test('sessions are opened in one place, at the end of every way to sign in', () => {
  const callers = files.filter((file) => importsOf(file).some((path) => path.endsWith('/open-session.js')))
  expect(callers).toEqual(['sign-in/complete-sign-in.ts'])
})
