import { password } from '../seeding/population.ts'
import type { Story } from './story.ts'

const json = { 'content-type': 'application/json' }

export const betterAuth: Story = {
  name: 'better-auth',
  readyPath: '/api/auth/ok',
  signUp: (email, url) => post('/api/auth/sign-up/email', { name: 'Ada', email, password }, url),
  signIn: (email, url) => post('/api/auth/sign-in/email', { email, password }, url),
  session: (cookie) => ({ method: 'GET', path: '/api/auth/get-session', headers: { cookie }, body: '' }),
  credentialOf: (answer) =>
    answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; '),
  expect: { signUp: '"token":"', signIn: '"token":"', session: '"session":{' },
}

function post(path: string, body: object, origin: string) {
  return { path, headers: { ...json, origin }, body: JSON.stringify(body) }
}
