import { useAuth } from 'latchkey/client'
import { Link } from '../routing/link'
import { changeLanguage, languages, useLanguage, useTexts } from '../texts/language.ts'

export function Header() {
  return (
    <header className="header">
      <Link to="/" className="brand">
        <svg viewBox="0 0 32 32" role="img" aria-label="Latchkey">
          <rect width="32" height="32" rx="9" />
          <circle cx="16" cy="13" r="4.5" />
          <path d="M16 17.5V25" />
        </svg>
        <span aria-hidden="true">Latchkey</span>
      </Link>
      <LanguageSwitch />
      <SignInOrOut />
    </header>
  )
}

function LanguageSwitch() {
  const texts = useTexts()
  const current = useLanguage()
  return (
    <fieldset className="languages">
      <legend className="visually-hidden">{texts.language}</legend>
      {(['en', 'zh-CN'] as const).map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === current}
          onClick={() => changeLanguage(language)}
        >
          {languages[language].name}
        </button>
      ))}
    </fieldset>
  )
}

function SignInOrOut() {
  const texts = useTexts()
  const { status, logout } = useAuth()
  if (status === 'signedOut') return null
  return (
    // Its place is kept while it is not known whether somebody is signed in.
    <button type="button" className="quiet" hidden={status === 'loading'} onClick={() => void logout()}>
      {texts.header.signOut}
    </button>
  )
}
