import { Link } from '../routing/link'
import { useTexts } from '../texts/language.ts'
import { Page } from './page'

export function NotFoundPage() {
  const texts = useTexts()
  return (
    <Page title={texts.notFound.title}>
      <Link to="/">{texts.notFound.home}</Link>
    </Page>
  )
}
