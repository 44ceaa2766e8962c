import { useAuthConfigQuery } from 'latchkey/client/hooks'
import type { AuthConfigQuery } from 'latchkey/client/operations'
import { LoadFailure } from '../layout/load-failure'
import { Loading } from '../layout/loading'
import { Page } from '../layout/page'
import { Link } from '../routing/link'
import { useTexts } from '../texts/language.ts'
import { SignUpByCodeForm } from './sign-up-by-code-form'
import { SignUpForm } from './sign-up-form'

export function SignUpPage() {
  const { signUp: texts } = useTexts()
  return (
    <Page title={texts.title} lead={texts.lead}>
      <FormOfTheServer />
      <p className="aside">
        {texts.haveAccount} <Link to="/login">{texts.signIn}</Link>
      </p>
    </Page>
  )
}

function FormOfTheServer() {
  const { data, error, refetch } = useAuthConfigQuery()
  if (data !== undefined) return <FormFor config={data.authConfig} />
  return error === undefined ? <Loading /> : <LoadFailure error={error} retry={refetch} />
}

function FormFor({ config }: { config: AuthConfigQuery['authConfig'] }) {
  const { signUp: texts } = useTexts()
  switch (config.registration) {
    case 'OPEN':
      return <SignUpForm config={config} />
    case 'EMAIL_CODE':
      return <SignUpByCodeForm config={config} />
    case 'CLOSED':
      return <p className="notice">{texts.closed}</p>
  }
}
