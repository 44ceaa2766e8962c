import type { Secrets } from '../platform/secrets.js'
import type { Session } from '../store/tables/sessions.js'

/** 128 random bits or more: 22 to 128 characters of base64url, so hexadecimal and UUIDs fit too. */
const form = /^[A-Za-z0-9_-]{22,128}$/

/** Null for texts that are no attempt: the refresh then works as without one. */
export function readRefreshAttempt(text: string | null | undefined): string | null {
  return text != null && form.test(text) ? text : null
}

/**
 * What the session keeps of the attempt that made a generation. The generation is part of it. So a version that does
 * not write attempts leaves none that fits a later generation.
 */
export function macOfAttempt(secrets: Secrets, session: AttemptedSession, attempt: string | null): Buffer | null {
  return attempt === null ? null : secrets.mac('refresh-attempt', message(session, attempt), session.salt)
}

/** Whether this attempt made the current generation of the session. */
export function isSameAttempt(secrets: Secrets, session: Session, attempt: string | null): boolean {
  const { rotationAttempt: mac, salt } = session
  return attempt !== null && mac !== null && secrets.isMac('refresh-attempt', message(session, attempt), { mac, salt })
}

type AttemptedSession = Pick<Session, 'id' | 'salt' | 'generation'>

function message({ id, generation }: AttemptedSession, attempt: string): Buffer {
  return Buffer.from(`${id}:${generation}:${attempt}`)
}
