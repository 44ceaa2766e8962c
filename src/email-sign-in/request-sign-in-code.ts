import { record } from '../audit/record.js'
import type { Settings } from '../config/settings.js'
import { issueLinkToken } from '../email-verification/link-token.js'
import { issueEmailCode } from '../email-verification/one-time-code.js'
import type { RequestEmailCodeOutcome } from '../email-verification/request-email-code.js'
import { codeMailSubjects, minutesOf, type ProofMailNeeds, send } from '../email-verification/send-proof.js'
import { readEmailAddress } from '../mail/email-address.js'
import type { Message } from '../mail/messages.js'
import { circumstancesOf } from '../mail/notices.js'
import { invalidInput } from '../platform/input-issue.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import type { Store, Writer } from '../store/engine/store.js'
import type { User } from '../store/tables/users.js'
import { findUserByKey } from '../store/users.js'
import { codePauseSeconds } from '../throttles/limits.js'
import { type Throttled, type ThrottleNeeds, takeAttempt } from '../throttles/take-attempt.js'

/** Whether users can sign in by mail, and whether an unknown address gets an account (`register`). */
export type EmailSignInMode = Settings['EMAIL_SIGN_IN']

export interface RequestSignInCodeNeeds extends ProofMailNeeds, ThrottleNeeds {
  store: Store
  emailSignInMode: EmailSignInMode
}

/** Mails a code and a link to sign in with. Answer and work are the same for known, unknown and disabled users. */
export async function requestSignInCode(
  needs: RequestSignInCodeNeeds,
  input: { email: string },
  client: RequestMetadata,
): Promise<RequestEmailCodeOutcome> {
  const email = readEmailAddress(input.email)
  if (email === null) return invalidInput([{ path: ['email'], rule: 'NOT_AN_EMAIL' }])
  const throttled = await needs.store.transaction((tx) => mailSignIn(tx, needs, { email, client }))
  const { lifetimeSeconds } = needs.emailCodes
  return throttled ?? { kind: 'emailCodeSent', expiresIn: lifetimeSeconds, resendIn: codePauseSeconds }
}

interface Request {
  email: string
  client: RequestMetadata
}

async function mailSignIn(
  tx: Writer,
  needs: RequestSignInCodeNeeds,
  { email, client }: Request,
): Promise<Throttled | null> {
  const throttled = await takeAttempt(tx, needs, {
    subjects: codeMailSubjects({ purpose: 'sign-in', email }, client),
    client,
  })
  if (throttled !== null) return throttled
  const owner = await findUserByKey(tx, { email })
  // Counted for every address, and of use for unknown ones only: otherwise the time would tell them apart.
  const hints = [{ limit: 'noticePerUser', of: `no-account ${email}` }] as const
  const isHintDue = (await takeAttempt(tx, needs, { subjects: hints, client })) === null
  const proofs = await issueProofs(tx, needs, { email, client })
  const contents = contentsOf(needs.emailSignInMode, owner)
  const message: Message =
    contents === 'no-account' ? { kind: 'no-account', values: { email } } : { kind: 'sign-in', values: proofs }
  const to = contents === 'nothing' || (contents === 'no-account' && !isHintDue) ? null : email
  const { lifetimeSeconds } = needs.emailCodes
  await send(tx, needs, { to, language: client.language, lifetimeSeconds, message })
  const event = { kind: 'email-code.requested', userId: owner?.id ?? null, purpose: 'sign-in' } as const
  await record(tx, event, { client, now: needs.clock.now() })
  return null
}

/** The code and the link of one mail. They expire together. */
async function issueProofs(tx: Writer, needs: RequestSignInCodeNeeds, { email, client }: Request) {
  const { links, emailCodes } = needs
  const { lifetimeSeconds } = emailCodes
  const code = await issueEmailCode(tx, needs, { purpose: 'sign-in', of: email })
  const token = await issueLinkToken(tx, needs, { purpose: 'sign-in', userId: null, email, lifetimeSeconds })
  const link = `${links.signInUrl}?token=${token}`
  return { code, link, minutes: minutesOf(lifetimeSeconds), ...circumstancesOf(needs, client) }
}

function contentsOf(mode: EmailSignInMode, owner: User | null): 'proofs' | 'no-account' | 'nothing' {
  if (mode === 'off' || (owner !== null && owner.disabledAt !== null)) return 'nothing'
  return owner === null && mode === 'existing' ? 'no-account' : 'proofs'
}
