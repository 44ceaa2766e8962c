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
  'statistics',
  'roles',
  'outbox',
  'throttles',
  'mail',
  'tokens',
  'claims',
  'email-verification',
  'sessions',
  'devices',
  'webauthn',
  'security-events',
  'pending-sign-ins',
  'passwords',
  'users',
  'sign-in',
  'recovery-codes',
  'totp',
  'passkeys',
  'second-factors',
  'registration',
  'email-sign-in',
  'providers',
  'administration',
  'maintenance',
  'jobs',
  'graphql',
  'http',
  'cli',
]
const edges = new Set(['graphql', 'http', 'cli'])
/** The edges know the service by its type only; app.ts hands it to them. */
const service = 'auth-service.js'
/** The command `start` runs the whole program. */
const program = 'start.js'

const openTelemetry = ['core', 'resources', 'sdk-trace-node', 'exporter-trace-otlp-http']

const homes: Readonly<Record<string, RegExp>> = {
  'drizzle-orm': /^store\//,
  'better-sqlite3': /^store\/engine\//,
  pg: /^store\/engine\//,
  bcrypt: /^passwords\/hash\.ts$/,
  '@zxcvbn-ts/language-common': /^passwords\/common-passwords\.ts$/,
  jsonwebtoken: /^tokens\/access-token\.ts$/,
  'lru-cache': /^tokens\/access-token\.ts$/,
  '@simplewebauthn/server': /^webauthn\//,
  otpauth: /^totp\/totp\.ts$/,
  uqr: /^totp\/totp\.ts$/,
  'openid-client': /^providers\//,
  nodemailer: /^mail\/smtp\.ts$/,
  handlebars: /^mail\/templates\.ts$/,
  'type-graphql': /^graphql\//,
  'reflect-metadata': /^graphql\/((schema|admin)\/schema|contract\/page-info)\.ts$/,
  graphql: /^(graphql|client)\//,
  'graphql-scalars': /^graphql\/contract\/scalars\.ts$/,
  '@apollo/server': /^(graphql\/server\/|http\/)/,
  '@as-integrations/fastify': /^http\/graphql-endpoint\.ts$/,
  fastify: /^(http\/|app\.ts)/,
  '@fastify/cookie': /^http\//,
  '@fastify/cors': /^http\//,
  negotiator: /^http\/request-metadata\.ts$/,
  unhomoglyph: /^platform\/look-alikes\.ts$/,
  'ipaddr.js': /^throttles\/client-network\.ts$/,
  pino: /^platform\/log\.ts$/,
  valibot: /^config\//,
  yaml: /^config\/config-file\.ts$/,
  commander: /^cli\//,
  'pino-pretty': /^platform\/log\.ts$/,
  '@apollo/client': /^client\//,
  '@0no-co/graphql.web': /^client\/transport\/parse-document\.ts$/,
  '@graphql-typed-document-node/core': /^client\//,
  react: /^client\//,
  'prom-client': /^telemetry\//,
  '@opentelemetry/api':
    /^(platform\/tracing|telemetry\/open-telemetry|http\/log-answers|store\/engine\/trace-statements)\.ts$/,
  ...Object.fromEntries(openTelemetry.map((name) => [`@opentelemetry/${name}`, /^telemetry\/open-telemetry\.ts$/])),
}

/** The client is no part of the server and has a clock and randomness of its own. */
const clocks = new Set(['platform/clock.ts', 'client/platform/environment.ts'])

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
const textOf = (file: string) => readFileSync(join(source, file), 'utf8')
/** `from '…'`, `import '…'` and `import('…')`, types included. */
const importsOf = (file: string) =>
  [...textOf(file).matchAll(/(?:\bfrom |\bimport |\bimport\()'([^']+)'/g)].map(([, path]) => path ?? '')
const packageOf = (path: string) => path.split('/', path.startsWith('@') ? 2 : 1).join('/')

const isAllowed = (file: string, target: string) =>
  (edges.has(file.split('/')[0] ?? '') && target === service) ||
  (file === 'cli/commands/start.ts' && target === program)

describe.each(files.filter((file) => file.includes('/')))('%s', (file) => {
  const folder = file.split('/')[0] ?? ''

  test('a file imports only its own folder and those before it', () => {
    for (const path of importsOf(file).filter((each) => each.startsWith('.'))) {
      const target = relative(source, join(source, dirname(file), path)).split('/')[0] ?? ''
      if (target === folder || isAllowed(file, target)) continue
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

test.each(files.filter((file) => !/^(passwords|store)\//.test(file)))(
  '%s does not read the hash of a password',
  (file) => {
    expect(textOf(file)).not.toMatch(/findUserWithPassword/)
  },
)

describe('a production dependency', () => {
  const { dependencies } = JSON.parse(readFileSync(resolve(source, '../package.json'), 'utf8'))
  const used = new Set(files.flatMap(importsOf).map(packageOf))
  const page = readFileSync(resolve(source, '../docs/architecture.md'), 'utf8')

  test.each(Object.keys(dependencies))('%s is used, and has a home', (name) => {
    expect([...used]).toContain(name)
    expect(Object.keys(homes)).toContain(name)
  })

  test.each(Object.keys(homes).filter((name) => !name.startsWith('@opentelemetry/')))(
    '%s has its home in the table of docs/architecture.md',
    (name) => {
      expect(page).toMatch(new RegExp(`^\\| (\\S+, )*${name}(, \\S+)* \\|`, 'm'))
    },
  )
})

test('no folder is a drawer for anything', () => {
  const drawers = files.filter((file) => /(^|\/)(utils?|helpers?|common|services|managers|index)(\/|\.ts$)/.test(file))
  expect(drawers).toEqual([])
})

test('sessions are opened in one place, at the end of every way to sign in', () => {
  const callers = files.filter((file) => importsOf(file).some((path) => path.endsWith('/open-session.js')))
  expect(callers).toEqual(['sign-in/complete-sign-in.ts'])
})

test('no file of the client imports itself through others', () => {
  const importsIn = new Map(
    files
      .filter((file) => file.startsWith('client/'))
      .map((file) => [
        file,
        importsOf(file)
          .filter((path) => path.startsWith('.'))
          .map((path) => resolveImport(file, path)),
      ]),
  )
  const reaches = (from: string, target: string, seen = new Set<string>()): boolean =>
    (importsIn.get(from) ?? []).some((next) => {
      if (next === target) return true
      if (seen.has(next)) return false
      seen.add(next)
      return reaches(next, target, seen)
    })
  expect([...importsIn.keys()].filter((file) => reaches(file, file))).toEqual([])
})

function resolveImport(file: string, path: string): string {
  return relative(source, join(source, dirname(file), path)).replace(/\.js$/, '.ts')
}
