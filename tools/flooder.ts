import { parentPort, workerData } from 'node:worker_threads'
import { graphql, operations, timed } from './server.ts'

// A worker of its own, so that making the flood does not slow down what is measured beside it.

export type Target = 'login' | 'register' | 'resetPassword' | 'requestPasswordReset' | 'changePassword'

export interface FloodOrder {
  url: string
  target: Target
  perSecond: number
  seconds: number
  /** For `changePassword`. */
  accessToken: string
  /** Everything comes from this address. Left out: each request from another one, as a botnet is. */
  address?: string
  /** Each login is this one. Left out: each has another name, and a wrong password. */
  login?: { identifier: string; password: string }
}

export interface FloodReport {
  sent: number
  /** In the hands of the server at one time. */
  maxAtOnce: number
  /** By what was answered. */
  answers: Record<string, number>
  /** Milliseconds of the answers UNAVAILABLE. */
  refusals: number[]
  /** Refusals without a time to come back. */
  withoutRetryAfter: number
}

const tickMs = 10
const maxAtOnce = 500

const order = workerData as FloodOrder
const report: FloodReport = { sent: 0, maxAtOnce: 0, answers: {}, refusals: [], withoutRetryAfter: 0 }
let atOnce = 0

function inputOf(place: number): object {
  const [email, password] = [`flood${place}@example.com`, `a password of number ${place}`]
  const inputs: Record<Target, object> = {
    login: order.login ?? { identifier: email, password },
    register: { email, password, sendEmail: false },
    resetPassword: { email, code: '123456', newPassword: password },
    requestPasswordReset: { email },
    changePassword: { currentPassword: password, newPassword: `another ${password}` },
  }
  return inputs[order.target]
}

async function sendOne(place: number): Promise<void> {
  atOnce += 1
  report.sent += 1
  report.maxAtOnce = Math.max(report.maxAtOnce, atOnce)
  // From many addresses no limit is reached, so that only the hashing queue stands in the way.
  const address = order.address ?? `10.${(place >> 16) & 255}.${(place >> 8) & 255}.${place & 255}`
  const headers = { 'x-forwarded-for': address, authorization: `Bearer ${order.accessToken}` }
  const { milliseconds, body, status } = await timed(order.url, {
    ...graphql(operations[order.target], { input: inputOf(place) }),
    headers,
  })
  atOnce -= 1
  const kind = /"code":"UNAVAILABLE"/.test(body)
    ? 'UNAVAILABLE'
    : (/"__typename":"(\w+)"/.exec(body)?.[1] ?? `HTTP ${status}`)
  report.answers[kind] = (report.answers[kind] ?? 0) + 1
  if (kind !== 'UNAVAILABLE') return
  report.refusals.push(milliseconds)
  if (!/"retryAfter":\d+/.test(body)) report.withoutRetryAfter += 1
}

const startedAt = performance.now()
const timer = setInterval(() => {
  const elapsed = (performance.now() - startedAt) / 1000
  if (elapsed > order.seconds) {
    clearInterval(timer)
    parentPort?.postMessage(report)
    return
  }
  while (report.sent < elapsed * order.perSecond && atOnce < maxAtOnce) void sendOne(report.sent)
}, tickMs)
