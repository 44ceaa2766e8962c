import { useTexts } from '../texts/language.ts'
import type { ProofMethod } from './methods.ts'

interface OtherMethodsProps {
  methods: readonly ProofMethod[]
  chosen: ProofMethod
  onChosen(method: ProofMethod): void
}

/** For those who do not have the first way at hand. */
export function OtherMethods({ methods, chosen, onChosen }: OtherMethodsProps) {
  const { proofs: texts } = useTexts()
  const others = methods.filter((method) => method !== chosen)
  if (others.length === 0) return null
  return (
    <div className="others">
      {others.map((method) => (
        <button key={method} type="button" className="quiet" onClick={() => onChosen(method)}>
          {texts.use[method]}
        </button>
      ))}
    </div>
  )
}
