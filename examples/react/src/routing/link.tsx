import type { MouseEvent, ReactNode } from 'react'
import { navigate, usePath } from './location.ts'

interface LinkProps {
  to: string
  className?: string
  /** Paths that belong to this one: on them the link says that one is in its part of the app. */
  within?: readonly string[]
  children: ReactNode
}

/** An ordinary link, but without loading the app anew. Clicks for another tab stay what they are. */
export function Link({ to, className, within = [], children }: LinkProps) {
  const path = usePath()
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    navigate(to)
  }
  return (
    <a href={to} className={className} onClick={follow} aria-current={currentOf(path, { to, within })}>
      {children}
    </a>
  )
}

function currentOf(path: string, { to, within = [] }: Pick<LinkProps, 'to' | 'within'>) {
  if (path === to) return 'page'
  return within.includes(path) ? 'true' : undefined
}
