import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { signUp } from '../support/people.js'
import { startApp } from '../support/start-app.js'

/** Over a socket, because that is where a header can stand twice. `lines`: name, value, name, value … */
function post(port: number, lines: readonly string[]): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const headers = ['content-type', 'application/json', 'connection', 'close', ...lines]
    const sent = request({ port, path: '/graphql', method: 'POST', headers })
    sent.on('error', reject).on('response', async (response) => {
      let body = ''
      for await (const chunk of response) body += String(chunk)
      resolve({ status: response.statusCode ?? 0, body })
    })
    sent.end(JSON.stringify({ query: '{ me { email } }' }))
  })
}

test('a header that says who asks or whom may stand in a request once', async () => {
  const running = await startApp('sqlite')
  const { access } = await signUp(running)
  await running.app.http.listen({ port: 0, host: '127.0.0.1' })
  const { port } = running.app.http.server.address() as AddressInfo
  const own = ['host', 'localhost', 'authorization', `Bearer ${access}`]
  expect(await post(port, own)).toMatchObject({ status: 200, body: expect.stringContaining('ada@example.com') })
  for (const rival of [
    ['authorization', `Bearer ${access}`],
    ['Authorization', 'Bearer x'],
    ['Host', 'evil.test'],
  ]) {
    const refused = await post(port, [...own, ...rival])
    expect(refused.status).toBe(400)
    expect(refused.body).not.toContain('ada@example.com')
  }
})
