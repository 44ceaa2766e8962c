import { type ReactNode, useEffect, useRef } from 'react'

interface PageProps {
  title: string
  lead?: string | undefined
  /** Changes when what one was busy with is done and gone from the page. */
  step?: string | number
  children: ReactNode
}

let isFirstPage = true

/**
 * Moves the focus to the field that is first, else to its heading, for the keyboard and for screen readers; but not when
 * a browser has just loaded it.
 */
export function Page({ title, lead, step = '', children }: PageProps) {
  const page = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step is a reason of its own.
  useEffect(() => {
    const first = page.current?.querySelector<HTMLElement>('[data-first]') ?? heading.current
    if (!isFirstPage) first?.focus()
    isFirstPage = false
  }, [step])
  return (
    <section ref={page} className="page">
      <title>{`${title} · Latchkey`}</title>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lead !== undefined && <p className="lead">{lead}</p>}
      {children}
    </section>
  )
}
