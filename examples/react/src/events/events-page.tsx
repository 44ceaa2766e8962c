import { Page } from '../layout/page'
import { Link } from '../routing/link'
import { useLanguage, useTexts } from '../texts/language.ts'
import { EventList } from './event-list'

/** What happened to the account, so that its owner sees what was somebody else. */
export function EventsPage() {
  const { events: texts, security } = useTexts()
  // The sentences come from the server, in the language of the request.
  const language = useLanguage()
  return (
    <Page title={texts.title} lead={texts.lead}>
      <EventList key={language} />
      <p>
        {texts.advice} <Link to="/password">{texts.changePassword}</Link>
      </p>
      <Link to="/security">{security.back}</Link>
    </Page>
  )
}
