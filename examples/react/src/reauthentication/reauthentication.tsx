import { type ReactNode, useMemo, useState } from 'react'
import { ReauthenticationContext, type ReauthenticationRequired, type WithProof } from './reauthentication-context.ts'
import { ReauthenticationDialog } from './reauthentication-dialog'

interface Question {
  required: ReauthenticationRequired
  answer(isProven: boolean): void
}

/** Asks for a fresh proof, over whatever page wants to do something that needs one. */
export function Reauthentication({ children }: { children: ReactNode }) {
  const [question, setQuestion] = useState<Question | null>(null)
  const withProof = useMemo(() => createWithProof(setQuestion), [])
  return (
    <ReauthenticationContext value={withProof}>
      {children}
      {question !== null && (
        <ReauthenticationDialog required={question.required} onAnswer={(isProven) => question.answer(isProven)} />
      )}
    </ReauthenticationContext>
  )
}

function createWithProof(setQuestion: (question: Question | null) => void): WithProof {
  const ask = (required: ReauthenticationRequired) =>
    new Promise<boolean>((answer) => setQuestion({ required, answer }))
  return async (operation) => {
    try {
      let result = await operation()
      while (isProofRequired(result) && (await ask(result))) result = await operation()
      return result
    } finally {
      setQuestion(null)
    }
  }
}

function isProofRequired<Result extends { __typename: string }>(
  result: Result,
): result is Result & ReauthenticationRequired {
  return result.__typename === 'ReauthenticationRequired'
}
