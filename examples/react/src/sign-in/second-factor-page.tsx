import { useAuthConfigQuery, useContinueSignInMutation } from 'latchkey/client/hooks'
import { useState } from 'react'
import { auth } from '../auth/clients.ts'
import { answered } from '../form/answered.ts'
import { Form } from '../form/form'
import { SubmitButton } from '../form/submit-button'
import type { Values } from '../form/values.ts'
import { Page } from '../layout/page'
import { getPasskey } from '../passkeys/credentials.ts'
import type { PasskeyAnswer } from '../passkeys/use-passkey.ts'
import { type ProofMethod, possibleMethods, readProof } from '../proofs/methods.ts'
import { OtherMethods } from '../proofs/other-methods'
import { ProofField } from '../proofs/proof-field'
import { useTexts } from '../texts/language.ts'
import { type PendingSignIn, readRefusal, type StepProps } from './pending-sign-in.ts'

/** The second step of a sign-in. */
export function SecondFactorPage({ pending, onCancel, onOver }: StepProps) {
  const { secondFactor: texts, proofs } = useTexts()
  const methods = possibleMethods(pending.factors)
  const [method, setMethod] = useState<ProofMethod>(methods[0] ?? 'TOTP')
  const send = useContinueSignIn({ pending, onOver })
  const canRemember = useAuthConfigQuery().data?.authConfig.trustedDeviceLifetime != null
  return (
    <Page title={texts.title} lead={proofs.leads[method]} step={method}>
      <Form key={method} submit={(values) => send(method, values)}>
        <ProofField method={method} />
        {canRemember && (
          <label className="check">
            <input type="checkbox" name="rememberDevice" /> {texts.remember}
          </label>
        )}
        <SubmitButton isFirst={method === 'PASSKEY'}>
          {method === 'PASSKEY' ? proofs.use.PASSKEY : texts.submit}
        </SubmitButton>
      </Form>
      <OtherMethods methods={methods} chosen={method} onChosen={setMethod} />
      <p className="aside">
        <button type="button" className="quiet" onClick={onCancel}>
          {texts.otherAccount}
        </button>
      </p>
    </Page>
  )
}

function useContinueSignIn({ pending, onOver }: Omit<StepProps, 'onCancel'>) {
  const [continueSignIn] = useContinueSignInMutation()
  return async (method: ProofMethod, values: Values) => {
    const { input, problem } = await readProof(method, values, () => answerWith(pending))
    if (input === null) return problem
    const { signInToken } = pending
    const variables = { input: { signInToken, ...input, rememberDevice: values.has('rememberDevice') } }
    const result = answered(await continueSignIn({ variables })).continueSignIn
    switch (result.__typename) {
      case 'SignedIn':
        await auth.adopt(result)
        return null
      case 'InvalidToken':
        onOver()
        return null
      default:
        return readRefusal(result, method)
    }
  }
}

/** The challenge came with the answer to the first step. */
async function answerWith(pending: PendingSignIn): Promise<PasskeyAnswer> {
  const options = pending.__typename === 'SecondFactorRequired' ? pending.passkeyOptions : null
  return { passkey: await getPasskey(options ?? {}), problem: null }
}
