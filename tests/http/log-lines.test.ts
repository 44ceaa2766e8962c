import { request } from 'node:http'
import { expect, test } from 'vitest'
import { startReadyProcess } from '../support/start-process.js'

/** Sent as it is: `fetch` would refuse or encode what hostile clients send. */
async function send(url: string, path: string, headers: Record<string, string>): Promise<string | undefined> {
  const { port } = new URL(url)
  return new Promise((resolve, reject) => {
    const sent = request({ agent: false, port, host: '127.0.0.1', path, method: 'POST', headers }, (response) => {
      response.resume().on('end', () => resolve(String(response.headers['x-request-id'])))
    })
    sent.on('error', reject).end('{"query":"{ me { id } }"}')
  })
}

test('hostile requests make one valid, short line each with a request id of ours and an address', async () => {
  const running = await startReadyProcess({ TRUST_PROXY: '127.0.0.0/8', LOG_LEVEL: 'debug' })
  const json = { 'content-type': 'application/json' }
  const id = await send(running.url, '/graphql', { ...json, 'x-request-id': 'forged', 'user-agent': '\u009b31m"}' })
  await send(running.url, `/${'x'.repeat(9000)}%0d%0aforged`, json)
  await send(running.url, '/graphql', { ...json, 'x-forwarded-for': `"}{"msg":"forged"}${'x'.repeat(9000)}` })
  await send(running.url, '/graphql?a={"b":"c"}', { ...json, 'accept-language': '"'.repeat(5000) })
  running.child.kill('SIGTERM')
  await running.ended
  const lines = running.output().trim().split('\n')
  const answered = lines.map((line) => JSON.parse(line)).filter(({ method }) => method === 'POST')
  expect(answered).toHaveLength(4)
  expect(answered[0].requestId).toBe(id)
  for (const line of answered) {
    expect(line.requestId).toMatch(/^[0-9a-f]{32}$/)
    expect(line.address).toBe('127.0.0.1')
    expect(JSON.stringify(line).length).toBeLessThan(600)
    expect(JSON.stringify(line)).not.toMatch(/forged"\}|\u009b/)
  }
})
