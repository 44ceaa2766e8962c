import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../paths.ts'
import { environmentOf } from '../servers/latchkey.ts'
import { idOf } from './population.ts'

/** Writes tokens for seeded sessions with the program's own code, for logging in a million times would take days. */
export interface Mint extends AsyncDisposable {
  accessToken(session: number, users: number): string
  refreshToken(session: number): string
}

async function load<Module>(path: string): Promise<Module> {
  return (await import(pathToFileURL(join(root, 'dist', path)).href)) as Module
}

export async function openMint(databaseUrl: string): Promise<Mint> {
  const { readSettings } = await load<typeof import('../../src/config/config.js')>('config/config.js')
  const { createSecrets } = await load<typeof import('../../src/platform/secrets.js')>('platform/secrets.js')
  const { systemClock: clock } = await load<typeof import('../../src/platform/clock.js')>('platform/clock.js')
  const { createLog } = await load<typeof import('../../src/platform/log.js')>('platform/log.js')
  const { requireRootKeys } = await load<typeof import('../../src/config/secret-key.js')>('config/secret-key.js')
  const { openStore } = await load<typeof import('../../src/store/engine/open.js')>('store/engine/open.js')
  const { openSigningKeys } = await load<typeof import('../../src/tokens/signing-keys.js')>('tokens/signing-keys.js')
  const { createAccessTokens } = await load<typeof import('../../src/tokens/access-token.js')>('tokens/access-token.js')
  const { tokenIssuerOf } = await load<typeof import('../../src/tokens/token-issuer.js')>('tokens/token-issuer.js')
  const { writeRefreshToken } =
    await load<typeof import('../../src/sessions/refresh-token.js')>('sessions/refresh-token.js')

  const settings = readSettings(environmentOf(databaseUrl, 10))
  const log = createLog({ level: 'silent', format: 'json' })
  const secrets = createSecrets(requireRootKeys(settings, log))
  const store = await openStore(databaseUrl, log)
  const keys = await openSigningKeys({ store, clock, secrets }, { algorithm: 'ES256', maxTokenSeconds: 86_400 })
  const tokens = createAccessTokens({ keys, clock, ...tokenIssuerOf(settings) })
  const withPassword = { methods: ['PASSWORD'], assurance: 'AAL1', actorId: null } as const
  return {
    accessToken: (session, users) =>
      tokens.issue({
        userId: idOf('user', session % users),
        sessionId: idOf('session', session),
        generation: 1,
        expiresAt: new Date(Date.now() + 86_400_000),
        authenticatedAt: clock.now(),
        ...withPassword,
      }).token,
    refreshToken: (session) =>
      writeRefreshToken(secrets, { id: idOf('session', session), salt: Buffer.from(idOf('salt', session), 'hex') }, 1),
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  }
}

/** The hash that every seeded user shares. */
export async function hashPassword(password: string, cost: number): Promise<string> {
  const { createPasswordHasher } = await load<typeof import('../../src/passwords/hash.js')>('passwords/hash.js')
  const hasher = await createPasswordHasher({ cost, concurrency: 1, queue: 1 })
  return hasher.inTurn({ network: 'bench', identifier: 'bench' }, (worker) => worker.hash(password))
}
