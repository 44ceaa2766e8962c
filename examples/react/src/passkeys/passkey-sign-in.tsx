import { useAuthConfigQuery } from 'latchkey/client/hooks'
import { useEffect, useState } from 'react'
import { Form } from '../form/form'
import type { FormProblem } from '../form/problem.ts'
import { SubmitButton } from '../form/submit-button'
import { useTexts } from '../texts/language.ts'
import { canFillPasskeys, canUsePasskeys } from './credentials.ts'
import { useSignInWithPasskey } from './use-sign-in-with-passkey.ts'

/** The server’s challenge is good for five minutes. */
const renewalMs = 4 * 60_000

/** A button; and while nobody presses it, the browser offers passkeys in the field for the name. */
export function PasskeySignIn() {
  const isOffered = useAuthConfigQuery().data?.authConfig.passkeys ?? true
  return isOffered && canUsePasskeys() ? <Offer /> : null
}

function Offer() {
  const { passkeys: texts } = useTexts()
  const signIn = useSignInWithPasskey()
  const [isAsking, setAsking] = useState(false)
  const filling = useAutofill(signIn, !isAsking)
  const submit = async () => {
    setAsking(true)
    return signIn().finally(() => setAsking(false))
  }
  return (
    <>
      <p className="or">{texts.or}</p>
      <Form submit={submit}>
        <SubmitButton look="secondary">{texts.signIn}</SubmitButton>
      </Form>
      <div role="alert">{filling !== null && <p className="notice problem">{filling.message}</p>}</div>
    </>
  )
}

/** What went wrong with the passkey that was chosen last. The browser takes one request at a time. */
function useAutofill(signIn: ReturnType<typeof useSignInWithPasskey>, isOn: boolean): FormProblem | null {
  const [problem, setProblem] = useState<FormProblem | null>(null)
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the function is another one at each render.
  useEffect(() => {
    if (!isOn) return
    const stop = new AbortController()
    const offer = async () => {
      if (!(await canFillPasskeys()) || stop.signal.aborted) return
      const refusal = await signIn({ mediation: 'conditional', signal: stop.signal })
      setProblem(refusal)
      if (refusal !== null) setRound(round + 1)
    }
    // The user has chosen another way, or the server is away: the form says so when it is sent.
    offer().catch(() => undefined)
    const renewal = setTimeout(() => setRound(round + 1), renewalMs)
    return () => {
      clearTimeout(renewal)
      stop.abort()
    }
  }, [isOn, round])
  return problem
}
