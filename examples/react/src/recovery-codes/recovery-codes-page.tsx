import { useCreateRecoveryCodesMutation, useFactorsQuery } from 'latchkey/client/hooks'
import type { CreateRecoveryCodesMutation } from 'latchkey/client/operations'
import { useState } from 'react'
import { answered } from '../form/answered.ts'
import { Form } from '../form/form'
import { type FormProblem, unhandled } from '../form/problem.ts'
import { SubmitButton } from '../form/submit-button'
import { Page } from '../layout/page'
import { useReauthentication } from '../reauthentication/reauthentication-context.ts'
import { Link } from '../routing/link'
import { useTexts } from '../texts/language.ts'
import { RecoveryCodes } from './recovery-codes'

export function RecoveryCodesPage() {
  const { recoveryCodes: texts, security } = useTexts()
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  return (
    <Page title={texts.title} lead={codes === null ? texts.createLead : texts.lead} step={codes?.length ?? 0}>
      {codes === null ? <CreateForm onCreated={setCodes} /> : <RecoveryCodes codes={codes} />}
      <Link to="/security">{security.back}</Link>
    </Page>
  )
}

function CreateForm({ onCreated }: { onCreated(codes: readonly string[]): void }) {
  const { recoveryCodes: texts } = useTexts()
  const { refetch } = useFactorsQuery()
  const [createRecoveryCodes] = useCreateRecoveryCodesMutation()
  const prove = useReauthentication()
  const submit = async () => {
    const result = await prove(async () => answered(await createRecoveryCodes()).createRecoveryCodes)
    if (result.__typename === 'RecoveryCodesCreated') {
      onCreated(result.recoveryCodes)
      void refetch()
    }
    return readResult(result)
  }
  return (
    <Form submit={submit}>
      <SubmitButton>{texts.create}</SubmitButton>
    </Form>
  )
}

function readResult(result: CreateRecoveryCodesMutation['createRecoveryCodes']): FormProblem | null {
  switch (result.__typename) {
    case 'RecoveryCodesCreated':
      return null
    case 'ReauthenticationRequired':
      return result
    default:
      return unhandled(result)
  }
}
