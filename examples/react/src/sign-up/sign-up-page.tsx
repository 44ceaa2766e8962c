import { useAuthConfigQuery } from 'latchkey/client/hooks'
import { LoadFailure } from '../layout/load-failure'
import { Page } from '../layout/page'
import { Skeleton } from '../layout/skeleton'
import { Link } from '../routing/link'
import { SignInSteps } from '../sign-in/sign-in-steps'
import { useTexts } from '../texts/language.ts'
import { SignUpByCodeForm } from './sign-up-by-code-form'
import type { SignUpProps } from './sign-up-fields'
import { SignUpForm } from './sign-up-form'

export function SignUpPage() {
  const { signUp: texts } = useTexts()
  return (
    <SignInSteps>
      {({ onPending }) => (
        <Page title={texts.title} lead={texts.lead}>
          <FormOfTheServer onPending={onPending} />
          <p className="aside">
            {texts.haveAccount} <Link to="/login">{texts.signIn}</Link>
          </p>
        </Page>
      )}
    </SignInSteps>
  )
}

function FormOfTheServer({ onPending }: Pick<SignUpProps, 'onPending'>) {
  const { data, error, refetch } = useAuthConfigQuery()
  if (data !== undefined) return <FormFor config={data.authConfig} onPending={onPending} />
  return error === undefined ? <Skeleton rows={4} /> : <LoadFailure error={error} retry={refetch} />
}

function FormFor(props: SignUpProps) {
  const { signUp: texts } = useTexts()
  switch (props.config.registration) {
    case 'OPEN':
      return <SignUpForm {...props} />
    case 'EMAIL_CODE':
      return <SignUpByCodeForm {...props} />
    case 'CLOSED':
      return <p className="notice">{texts.closed}</p>
  }
}
