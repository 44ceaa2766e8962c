import { createHmac, createPublicKey, randomInt } from 'node:crypto'
import { createServer } from 'node:http'
import fc from 'fast-check'
import jwt from 'jsonwebtoken'
import { describe, expect, onTestFinished, test } from 'vitest'
import { engines } from '../support/engines.js'
import { encode, type Forge, startForge } from '../support/forge.js'
import { logout, refresh, statusOf, verifyToken } from '../support/operations.js'
import { signUp } from '../support/people.js'
import { startApp } from '../support/start-app.js'

/** Refused everywhere for the same reason; only `me` may say more of what no header can carry. */
async function expectRefused({ running }: Forge, token: string, label: string): Promise<void> {
  expect(await verifyToken(running, token), label).toMatchObject({
    __typename: 'InvalidToken',
    reason: 'TOKEN_INVALID',
  })
  expect(await refresh(running, { refreshToken: token }), label).toMatchObject({ reason: 'UNKNOWN_TOKEN' })
  expect(await logout(running, { refreshToken: token }), label).toBe(0)
  if (/^[\t\x20-\x7e]*$/.test(token) && token.length < 8000) {
    expect(['TOKEN_INVALID', 'TOKEN_MALFORMED'], label).toContain(await statusOf(running, token))
  }
}

async function expectAllRefused(forge: Forge, tokens: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, token] of Object.entries(tokens)) await expectRefused(forge, token, label)
  expect(await statusOf(forge.running, forge.own.access)).toBe('fine')
}

function partsOf(token: string): [header: string, payload: string, signature: string] {
  const [header = '', payload = '', signature = ''] = token.split('.')
  return [header, payload, signature]
}

describe.each(engines)('an access token on %s', (engine) => {
  test('a forged access token with the real key and all claims is accepted, so the other tests refuse what they change', async () => {
    const forge = await startForge(engine)
    const { running, sign, header, payload } = forge
    expect(await statusOf(running, sign(header, payload))).toBe('fine')
  })

  test('an access token without a signature is refused', async () => {
    const forge = await startForge(engine)
    const [head, body] = partsOf(forge.own.access)
    const unsigned = ['none', 'None', 'NONE', 'nOnE', ''].flatMap((alg) => {
      const part = encode({ ...forge.header, alg })
      return [`${part}.${body}.`, `${part}.${body}`, `${part}.${body}.${partsOf(forge.own.access)[2]}`]
    })
    await expectAllRefused(forge, {
      ...Object.fromEntries(unsigned.map((token, place) => [`none ${place}`, token])),
      'empty signature': `${head}.${body}.`,
      'two segments': `${head}.${body}`,
      'one segment': head,
      'no algorithm': `${encode({ ...forge.header, alg: undefined })}.${body}.`,
    })
  })

  test('an access token signed with the public key as an HMAC secret is refused, in every form of the key', async () => {
    const forge = await startForge(engine)
    const { publicPem, publicJwk, header, payload } = forge
    const secrets = {
      PEM: publicPem,
      'PEM without the last newline': publicPem.trimEnd(),
      DER: createPublicKey(publicPem).export({ format: 'der', type: 'spki' }),
      JWK: JSON.stringify(publicJwk),
      x: String(publicJwk.x),
      nothing: '',
    }
    const tokens = Object.entries(secrets).flatMap(([label, secret]) =>
      (['sha256', 'sha384', 'sha512'] as const).map((hash) => {
        const signed = `${encode({ ...header, alg: hash.replace('sha', 'HS') })}.${encode(payload)}`
        return [`${label} ${hash}`, `${signed}.${createHmac(hash, secret).update(signed).digest('base64url')}`]
      }),
    )
    await expectAllRefused(forge, Object.fromEntries(tokens))
  })

  test('an access token of another algorithm is refused, even with the same key', async () => {
    for (const [own, others] of [
      ['ES256', ['ES384', 'RS256', 'HS256', 'EdDSA', 'es256']],
      ['RS256', ['RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'HS256', 'rs256']],
    ] as const) {
      const forge = await startForge(engine, { SIGNING_ALGORITHM: own })
      const { header, payload, privatePem, sign } = forge
      const forged = others.map((alg) => {
        try {
          return jwt.sign(payload, privatePem, { algorithm: alg as jwt.Algorithm, header: { ...header, alg } as never })
        } catch {
          return sign({ ...header, alg }, payload)
        }
      })
      await expectAllRefused(
        forge,
        Object.fromEntries(forged.map((token, place) => [`${own} ${others[place]}`, token])),
      )
    }
  })

  test('an access token finds its key by a known kid only', async () => {
    const forge = await startForge(engine)
    const { sign, header, payload } = forge
    const kids = [
      ...['', 'unknown', '../../../dev/null', '/etc/passwd', "' or '1'='1", '" or 1=1 --', '__proto__', 'constructor'],
      ...[
        '\u0000',
        'a\r\nb',
        '%00',
        'http://127.0.0.1/key',
        5,
        0,
        true,
        null,
        [],
        [header.kid],
        {},
        { kid: header.kid },
      ],
      ...[String(header.kid).toUpperCase(), ` ${header.kid}`, `${header.kid}\n`, 'k'.repeat(2000)],
    ]
    await expectAllRefused(forge, {
      ...Object.fromEntries(kids.map((kid) => [`kid ${JSON.stringify(kid)}`, sign({ ...header, kid }, payload)])),
      'no kid': sign({ ...header, kid: undefined }, payload),
      'a kid of 1 MB': sign({ ...header, kid: 'k'.repeat(20_000) }, payload),
    })
  })

  test('an access token cannot bring its own key: headers that point to a key are refused or ignored, and nothing is fetched', async () => {
    const forge = await startForge(engine)
    const { sign, header, payload, publicJwk } = forge
    let calls = 0
    const bait = createServer((_, response) => {
      calls += 1
      response.end(JSON.stringify({ keys: [publicJwk] }))
    }).listen(0, '127.0.0.1')
    onTestFinished(() => void bait.close())
    await new Promise((resolve) => bait.once('listening', resolve))
    const url = `http://127.0.0.1:${(bait.address() as { port: number }).port}/keys`
    const stranger = await startForge(engine)
    const hints = { jku: url, x5u: url, jwk: stranger.publicJwk, x5c: ['MIIB'], 'x5t#S256': 'x' }
    for (const [name, value] of Object.entries(hints)) {
      const strange = stranger.sign({ ...header, [name]: value }, payload)
      await expectRefused(forge, strange, `${name} with its key`)
      const strangeKid = stranger.sign({ ...stranger.header, [name]: value }, payload)
      await expectRefused(forge, strangeKid, `${name} with its kid`)
    }
    for (const more of [{ crit: ['b64'], b64: false }, { crit: [] }, { crit: ['x'], x: 1 }]) {
      await expectRefused(forge, sign({ ...header, ...more }, payload), JSON.stringify(more))
    }
    expect(calls).toBe(0)
  })

  test('an access token is accepted from its issue to its expiry only, with 30 seconds of tolerance', async () => {
    const forge = await startForge(engine)
    const { running, sign, header, payload } = forge
    const now = Math.floor(running.clock.now().getTime() / 1000)
    const spans: [label: string, changes: object, verdict: string][] = [
      ['ends in a second', { exp: now + 1 }, 'fine'],
      ['ended 29 seconds ago', { exp: now - 29 }, 'fine'],
      ['ended 31 seconds ago', { exp: now - 31 }, 'TOKEN_EXPIRED'],
      ['ended an hour ago', { exp: now - 3600 }, 'TOKEN_EXPIRED'],
      ['no end', { exp: undefined }, 'TOKEN_INVALID'],
      ['null', { exp: null }, 'TOKEN_INVALID'],
      ['text', { exp: String(now + 60) }, 'TOKEN_INVALID'],
      ['fraction', { exp: now + 60.5 }, 'TOKEN_INVALID'],
      ['huge', { exp: 1e20 }, 'TOKEN_INVALID'],
      ['list', { exp: [now + 60] }, 'TOKEN_INVALID'],
      ['begins tomorrow', { nbf: now + 86_400 }, 'TOKEN_INVALID'],
      ['a beginning that is no number', { nbf: 'now' }, 'TOKEN_INVALID'],
      ['issued tomorrow', { iat: now + 86_400 }, 'TOKEN_INVALID'],
      ['issued in 31 seconds', { iat: now + 31 }, 'TOKEN_INVALID'],
      ['issued in 29 seconds', { iat: now + 29 }, 'fine'],
      ['never issued', { iat: undefined }, 'TOKEN_INVALID'],
    ]
    for (const [label, changes, verdict] of spans) {
      expect([label, await statusOf(running, sign(header, { ...payload, ...changes }))]).toEqual([label, verdict])
    }
    const negative = await statusOf(running, sign(header, { ...payload, exp: -1 }))
    expect(['TOKEN_INVALID', 'TOKEN_EXPIRED']).toContain(negative)
  })

  test('an access token with another or a missing issuer, audience, kind or type is refused', async () => {
    const forge = await startForge(engine)
    const { sign, header, payload } = forge
    const { iss, aud } = payload
    const claims: Record<string, object> = {
      'other issuer': { iss: 'https://evil.example' },
      'issuer with a slash more': { iss: `${iss}/` },
      'no issuer': { iss: undefined },
      'issuers in a list': { iss: [iss] },
      'other audience': { aud: 'https://evil.example' },
      'no audience': { aud: undefined },
      'audiences in a list': { aud: [aud] },
      'one of several audiences': { aud: [aud, 'https://evil.example'] },
      'no kind': { token_type: undefined },
      'a refresh token': { token_type: 'refresh' },
      'no subject': { sub: undefined },
      'subject as number': { sub: 1 },
      'no session': { sid: undefined },
      'session as list': { sid: [payload.sid] },
      'no generation': { gen: undefined },
      'negative generation': { gen: -1 },
      'generation as text': { gen: '1' },
    }
    const types = ['JWT', 'jwt', 'at+JWT ', 'application/at+jwt', 'refresh', '', null, 5, ['at+jwt'], undefined]
    await expectAllRefused(forge, {
      ...Object.fromEntries(
        Object.entries(claims).map(([label, more]) => [label, sign(header, { ...payload, ...more })]),
      ),
      ...Object.fromEntries(types.map((typ) => [`typ ${JSON.stringify(typ)}`, sign({ ...header, typ }, payload)])),
    })
  })

  test('a token of the type JWT is accepted only if it was issued as an access token of that type', async () => {
    const forge = await startForge(engine, { ACCESS_TOKEN_TYP: 'JWT' })
    const { running, own, sign, header, payload } = forge
    expect([header.typ, payload.typ, payload.token_type]).toEqual(['JWT', 'JWT', 'access'])
    expect(await statusOf(running, own.access)).toBe('fine')
    const { typ, ...unsaid } = payload
    await expectAllRefused(forge, {
      'an ID token': sign(header, { ...unsaid, token_type: undefined, nonce: 'x' }),
      'another kind that says its type': sign(header, { ...payload, token_type: 'id' }),
      'a token that does not say its type': sign(header, unsaid),
      'a token that says another type': sign(header, { ...payload, typ: 'at+jwt' }),
      'an at+jwt that says JWT': sign({ ...header, typ: 'at+jwt' }, payload),
      'a type in lower case': sign({ ...header, typ: 'jwt' }, payload),
      'no type': sign({ ...header, typ: undefined }, payload),
    })
    expect(typ).toBe('JWT')
    expect(await statusOf(running, sign({ ...header, typ: 'at+jwt' }, unsaid))).toBe('fine')
  })

  test('an access token with a session of another user or a malformed session id signs no one in', async () => {
    const { running, sign, header, payload } = await startForge(engine)
    const other = await signUp(running, { email: 'mallory@example.com', password: 'a password of mallory' })
    const texts = ['', "' or 1=1 --", '\u0000', '\ud800', '__proto__', '%', 'x'.repeat(2000)]
    const cases = [
      ...[{ sub: other.user.id }, { sid: other.session.id }, ...texts.map((sub) => ({ sub }))].map(
        (claims) => [claims, 'SESSION_ENDED'] as const,
      ),
      ...texts.map((sid) => [{ sid }, 'TOKEN_INVALID'] as const),
    ]
    for (const [claims, verdict] of cases) {
      const token = sign(header, { ...payload, ...claims })
      expect([claims, await statusOf(running, token)]).toEqual([claims, verdict])
    }
  })

  test('an access token is refused after any changed bit, in any other encoding and with repeated parts', async () => {
    const forge = await startForge(engine)
    const { own, sign, header, payload } = forge
    const [head, body, signature] = partsOf(own.access)
    const flipped = Array.from({ length: 200 }, () => {
      const bytes = Buffer.from(own.access)
      const place = randomInt(bytes.length)
      bytes[place] = (bytes[place] ?? 0) ^ (1 << randomInt(7))
      return bytes.toString('latin1')
    })
    const said = JSON.stringify(payload).slice(1)
    await expectAllRefused(forge, {
      ...Object.fromEntries(flipped.map((token, place) => [`flip ${place} ${token}`, token])),
      padding: `${own.access}=`,
      'more padding': `${own.access}==`,
      'a space': `${own.access} x`,
      'a fourth segment': `${own.access}.${signature}`,
      'an empty fourth segment': `${own.access}.`,
      'standard alphabet': own.access.replaceAll('-', '+').replaceAll('_', '/') + (/[-_]/.test(own.access) ? '' : '='),
      'stray bits': strayBits(own.access),
      'signature doubled': `${head}.${body}.${signature}${signature}`,
      'DER signature': `${head}.${body}.${derOf(signature)}`,
      'parts exchanged': `${body}.${head}.${signature}`,
      'header is a list': sign('[]', payload),
      'header is text': sign('"at+jwt"', payload),
      'header is null': sign('null', payload),
      'payload is text': sign(header, 'junk'),
      'payload is a list': sign(header, `[${JSON.stringify(payload)}]`),
      'payload is null': sign(header, 'null'),
      'claims under __proto__': sign(header, `{"__proto__":{${said}}`),
      'kind said twice': sign(header, `{"token_type":"access",${said.slice(0, -1)},"token_type":"refresh"}`),
    })
  })

  test('an access token of an ended session stays refused in every encoding', async () => {
    const { running, own, sign, header, payload } = await startForge(engine)
    await logout(running, {}, { token: own.access })
    const spellings = [own.access, sign(header, payload), sign(header, { ...payload, jti: 'new' })]
    for (const token of spellings) expect(await statusOf(running, token)).toBe('SESSION_ENDED')
  })

  test('an access token is short and contains no personal data', async () => {
    const { running } = await startForge(engine)
    const person = { email: 'canary@example.com', username: 'canary', password: 'a password of canary' }
    const { access, refresh: refreshToken } = await signUp(running, person)
    const { header, payload } = jwt.decode(access, { complete: true }) as unknown as { header: object; payload: object }
    expect(Object.keys(header).sort()).toEqual(['alg', 'kid', 'typ'])
    const claims = [
      'acr',
      'amr',
      'aud',
      'auth_time',
      'client_id',
      'exp',
      'gen',
      'iat',
      'iss',
      'jti',
      'permissions',
      'roles',
      'sid',
      'sub',
      'token_type',
    ]
    expect(Object.keys(payload).sort()).toEqual(claims)
    expect(JSON.stringify(payload)).not.toContain('canary')
    expect([access.length < 2048, refreshToken.length < 2048]).toEqual([true, true])
  })
})

test('any text is read as an access token without an exception, and only a real token is accepted', async () => {
  const { running, own } = await startForge('sqlite')
  const [head, body, signature] = partsOf(own.access)
  const part = fc.oneof(fc.constantFrom(head, body, signature, ''), fc.string({ unit: 'binary', maxLength: 60 }))
  const like = fc.array(part, { maxLength: 4 }).map((parts) => parts.join('.'))
  const json = fc.jsonValue().map((value) => `${encode(JSON.stringify(value))}.${body}.${signature}`)
  const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), like, json)
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      fc.pre(text !== own.access)
      const outcomes = [await running.app.auth.verifyToken(text), await running.app.auth.authenticate(`Bearer ${text}`)]
      expect(outcomes.map(({ kind }) => kind)).toEqual(['invalidToken', 'refused'])
    }),
    { numRuns: 1000 },
  )
})

test('a word list finds no signing key, because no key is a text', async () => {
  const running = await startApp('sqlite')
  const { access } = await signUp(running)
  expect(jwt.decode(access, { complete: true })?.header.alg).toBe('ES256')
  for (const guess of ['secret', 'password', 'changeme', 'your-256-bit-secret', 'latchkey', '']) {
    expect(() => jwt.verify(access, guess || ' ', { algorithms: ['HS256', 'HS384', 'HS512'] })).toThrow()
  }
})

/** The last character of a segment carries bits that mean nothing; another text of the same bytes. */
function strayBits(token: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const last = alphabet.indexOf(token.at(-1) ?? '')
  return token.slice(0, -1) + alphabet[(last & ~3) | ((last + 1) & 3)]
}

/** The same signature in the other encoding of ECDSA. */
function derOf(signature: string): string {
  const bytes = Buffer.from(signature, 'base64url')
  const integer = (half: Buffer) => {
    const value = (half[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.of(0), half]) : half
    return Buffer.concat([Buffer.of(2, value.length), value])
  }
  const both = Buffer.concat([integer(bytes.subarray(0, 32)), integer(bytes.subarray(32))])
  return Buffer.concat([Buffer.of(0x30, both.length), both]).toString('base64url')
}
