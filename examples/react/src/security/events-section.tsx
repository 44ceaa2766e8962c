import { Link } from '../routing/link'
import { useTexts } from '../texts/language.ts'
import { Section } from './section'

export function EventsSection() {
  const { events: texts } = useTexts()
  const action = (
    <Link to="/events" className="button">
      {texts.show}
    </Link>
  )
  return (
    <Section icon="events" title={texts.title} action={action}>
      <p>{texts.about}</p>
    </Section>
  )
}
