import { Link } from '../routing/link'
import { useTexts } from '../texts/language.ts'
import { Section } from './section'

export function PasswordSection({ hasPassword }: { hasPassword: boolean }) {
  const { security: texts, account } = useTexts()
  const action = (
    <Link to="/password" className="button">
      {hasPassword ? texts.changePassword : texts.setPassword}
    </Link>
  )
  return (
    <Section icon="password" title={account.password} action={action}>
      <p>{hasPassword ? texts.hasPassword : texts.noPassword}</p>
    </Section>
  )
}
