import type { StepProps } from './pending-sign-in.ts'
import { SecondFactorPage } from './second-factor-page'
import { SetUpPage } from './set-up-page'

/** What the server wants after the password. */
export function NextStep(props: StepProps) {
  switch (props.pending.__typename) {
    case 'SecondFactorRequired':
      return <SecondFactorPage {...props} />
    case 'SecondFactorSetupRequired':
      return <SetUpPage {...props} />
  }
}
