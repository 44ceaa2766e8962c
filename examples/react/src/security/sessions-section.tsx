import { Link } from '../routing/link'
import { useTexts } from '../texts/language.ts'
import { Section } from './section'

export function SessionsSection() {
  const { security: texts, account, devices } = useTexts()
  const action = (
    <Link to="/devices" className="button">
      {texts.showDevices}
    </Link>
  )
  return (
    <Section icon="devices" title={account.devices} action={action}>
      <p>{devices.lead}</p>
    </Section>
  )
}
