import { useAuth } from 'latchkey/client'
import type { ReactNode } from 'react'
import { useTexts } from '../texts/language.ts'
import { Header } from './header'

/** What is around every page. */
export function Shell({ children }: { children: ReactNode }) {
  const texts = useTexts()
  return (
    <>
      <a className="skip" href="#main">
        {texts.skip}
      </a>
      <Header />
      <Connection />
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </>
  )
}

/** In the page before there is anything to say, or screen readers would not announce it. */
function Connection() {
  const texts = useTexts()
  const { unreachable } = useAuth()
  return (
    <div role="status" className="connection">
      {unreachable && <p>{texts.unreachable}</p>}
    </div>
  )
}
