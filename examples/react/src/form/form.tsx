import { type ReactNode, type SubmitEvent, useEffect, useRef, useState } from 'react'
import { useTexts } from '../texts/language.ts'
import { describeFailure } from './failure.ts'
import { FormContext, type FormState } from './form-context.ts'
import type { FormProblem } from './problem.ts'
import { ProblemNotice } from './problem-notice'
import { readValues, type Values } from './values.ts'

interface FormProps {
  /** Null when all is well. */
  submit(values: Values): Promise<FormProblem | null>
  children: ReactNode
}

/** The server checks what was typed, and its complaints are shown at their fields. The first of them gets the focus. */
export function Form({ submit, children }: FormProps) {
  const form = useRef<HTMLFormElement>(null)
  const { state, send } = useSubmission(submit)
  useEffect(() => {
    if (state.problem !== null) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [state.problem])
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!state.isBusy) void send(readValues(event.currentTarget, event.nativeEvent.submitter))
  }
  return (
    <form ref={form} noValidate onSubmit={onSubmit} aria-busy={state.isBusy}>
      <FormContext value={state}>
        {children}
        <ProblemNotice />
      </FormContext>
    </form>
  )
}

function useSubmission(submit: FormProps['submit']) {
  const texts = useTexts()
  const [state, setState] = useState<FormState>({ problem: null, isBusy: false, fields: new Set() })
  const send = async (values: Values) => {
    setState((before) => ({ ...before, isBusy: true }))
    const problem = await submit(values).catch((error: unknown) => describeFailure(error, texts))
    setState((before) => ({ ...before, isBusy: false, problem }))
  }
  return { state, send }
}
