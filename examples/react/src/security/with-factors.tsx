import { useFactorsQuery } from 'latchkey/client/hooks'
import type { FactorsQuery } from 'latchkey/client/operations'
import type { ReactNode } from 'react'
import { LoadFailure } from '../layout/load-failure'
import { Skeleton } from '../layout/skeleton'

type Factors = NonNullable<FactorsQuery['me']>

interface WithFactorsProps {
  children(factors: Factors, refetch: () => Promise<unknown>): ReactNode
}

/** What depends on how the user can sign in. */
export function WithFactors({ children }: WithFactorsProps) {
  const { data, error, refetch } = useFactorsQuery({ fetchPolicy: 'cache-and-network' })
  if (data?.me) return children(data.me, refetch)
  return error === undefined ? <Skeleton rows={3} /> : <LoadFailure error={error} retry={refetch} />
}
