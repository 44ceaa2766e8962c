import { useEffect, useState } from 'react'
import { useLanguage, useTexts } from '../texts/language.ts'

/** How long is left. Not read out every second: whoever wants to know can go there. */
export function Wait({ until }: { until: string }) {
  const { failures } = useTexts()
  const language = useLanguage()
  const seconds = useSecondsUntil(until)
  const rest = seconds > 90 ? ([Math.ceil(seconds / 60), 'minute'] as const) : ([seconds, 'second'] as const)
  const format = new Intl.NumberFormat(language, { style: 'unit', unit: rest[1], unitDisplay: 'long' })
  return (
    <p aria-live="off" className="wait">
      {seconds > 0 ? failures.wait(format.format(rest[0])) : failures.waitIsOver}
    </p>
  )
}

function useSecondsUntil(until: string): number {
  const left = () => Math.max(0, Math.ceil((Date.parse(until) - Date.now()) / 1000))
  const [seconds, setSeconds] = useState(left)
  useEffect(() => {
    const timer = setInterval(() => setSeconds(Math.max(0, Math.ceil((Date.parse(until) - Date.now()) / 1000))), 1000)
    return () => clearInterval(timer)
  }, [until])
  return seconds
}
