import { Link } from '../routing/link'
import { useTexts } from '../texts/language'
import { Page } from './page'

export function NotFoundPage() {
  const texts = useTexts()
  return (
    <Page title={texts.notFound.title}>
      <Link to="/">{texts.notFound.home}</Link>
    </Page>
  )
}
