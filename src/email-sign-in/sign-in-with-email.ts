import { type EmailProof, type ProofInput, type ProofNeeds, readEmailProof } from '../email-verification/check-proof.js'
import { linkKey } from '../email-verification/link-token.js'
import { codeKey } from '../email-verification/one-time-code.js'
import { type InvalidInput, invalidInput } from '../platform/input-issue.js'
import type { RequestMetadata } from '../platform/request-metadata.js'
import { openIncompleteRegistration, type RegistrationIncomplete } from '../registration/incomplete-registration.js'
import type { SignedIn } from '../sessions/issue-tokens.js'
import {
  type Admission,
  decideSignIn,
  finishSignIn,
  type SecondFactorRequired,
  type SecondFactorSetupRequired,
  type SignInNeeds,
} from '../sign-in/complete-sign-in.js'
import { findWishIssues, readWishes, type SessionWishes } from '../sign-in/session-wishes.js'
import { deleteEmailProofs } from '../store/email-proofs.js'
import { repeatAfterRace } from '../store/engine/repeat-after-race.js'
import type { Store, Writer } from '../store/engine/store.js'
import { confirmAddress, lockHolder } from '../store/users.js'
import type { Throttled } from '../throttles/take-attempt.js'
import { type AccountNeeds, openAccountOf } from './open-account-of.js'

export type SignInWithEmailInput = ProofInput & SessionWishes

type Refusal = EmailProof['refusal']

export type SignInWithEmailOutcome =
  | SignedIn
  | SecondFactorRequired
  | SecondFactorSetupRequired
  | RegistrationIncomplete
  | Refusal
  | { kind: 'userDisabled' }
  | InvalidInput
  | Throttled

export interface SignInWithEmailNeeds extends ProofNeeds, SignInNeeds, AccountNeeds {
  store: Store
}

interface Proven {
  proof: EmailProof
  input: SignInWithEmailInput
  client: RequestMetadata
}

/** Signs in with the code or the link of one mail. Either of them voids the other. */
export async function signInWithEmail(
  needs: SignInWithEmailNeeds,
  input: SignInWithEmailInput,
  client: RequestMetadata,
): Promise<SignInWithEmailOutcome> {
  const issues = findWishIssues(needs.lifetimes, input)
  if (issues.length > 0) return invalidInput(issues)
  const proof = await readEmailProof(needs, { purpose: 'sign-in', input }, client)
  if (proof.kind !== 'proven') return proof
  if (needs.emailSignInMode === 'off') return proof.refusal
  const admission = await repeatAfterRace(() =>
    needs.store.transaction((tx) => storeSignIn(tx, needs, { proof, input, client })),
  )
  if ('reason' in admission || admission.kind === 'invalidCode' || admission.kind === 'registrationIncomplete')
    return admission
  // The user took another address at the same moment, or the address is not proven any more.
  if (admission.kind === 'invalidCredentials' || admission.kind === 'emailNotVerified') return proof.refusal
  return (await finishSignIn(needs, admission)) as SignedIn
}

async function storeSignIn(
  tx: Writer,
  needs: SignInWithEmailNeeds,
  { proof, input, client }: Proven,
): Promise<Admission | RegistrationIncomplete | Refusal> {
  const { email } = proof
  const owner = await lockHolder(tx, email)
  if (!(await consumeOnce(tx, { proof, isLink: input.token != null }))) return proof.refusal
  const account = await openAccountOf(tx, needs, { email, owner, client })
  if (account === null) return proof.refusal
  if (account === 'incomplete') {
    const { accessLifetimeSeconds } = readWishes(input)
    const [suggestedUsername = null] = email.split('@')
    return openIncompleteRegistration(tx, needs, { email, identity: null, accessLifetimeSeconds, suggestedUsername })
  }
  const { user, newUser } = account
  // The proof is used up already. What is left to lose is the address.
  const consume = (writer: Writer) => confirmAddress(writer, { id: user.id, email })
  const authentication = { user, method: 'EMAIL', consume } as const
  return decideSignIn(tx, needs, { authentication, earlierMethods: [], ...readWishes(input), client, newUser })
}

/** Uses up the code and the link of one mail, the code first: two requests with one each do not block each other. */
async function consumeOnce(tx: Writer, { proof, isLink }: { proof: EmailProof; isLink: boolean }): Promise<boolean> {
  const subject = { purpose: 'sign-in', of: proof.email } as const
  if (isLink) {
    await deleteEmailProofs(tx, { linkKeys: [], codeKeys: [codeKey(subject)] })
    return proof.consume(tx)
  }
  const isConsumed = await proof.consume(tx)
  if (isConsumed) await deleteEmailProofs(tx, { linkKeys: [linkKey('sign-in', proof.email)], codeKeys: [] })
  return isConsumed
}
