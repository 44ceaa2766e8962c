import { Link } from '../routing/link'
import { useTexts } from '../texts/language.ts'
import { Section } from './section'

export function PasskeysSection({ count }: { count: number }) {
  const { passkeys: texts } = useTexts()
  const action = (
    <Link to="/passkeys" className="button">
      {count === 0 ? texts.add : texts.manage}
    </Link>
  )
  return (
    <Section icon="passkey" title={texts.title} badge={{ text: texts.count(count), isGood: count > 0 }} action={action}>
      <p>{texts.about}</p>
    </Section>
  )
}
