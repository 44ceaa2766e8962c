import type { MouseEvent, ReactNode } from 'react'
import { navigate, usePath } from './location.ts'

interface LinkProps {
  to: string
  className?: string
  children: ReactNode
}

/** An ordinary link, but without loading the app anew. Clicks for another tab stay what they are. */
export function Link({ to, className, children }: LinkProps) {
  const isCurrent = usePath() === to
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    navigate(to)
  }
  return (
    <a href={to} className={className} onClick={follow} aria-current={isCurrent ? 'page' : undefined}>
      {children}
    </a>
  )
}
