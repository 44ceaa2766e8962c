import { openClaims } from '../../claims/open-claims.js'
import { providerSettingName } from '../../config/provider-settings.js'
import type { Settings } from '../../config/settings.js'
import type { Clock } from '../../platform/clock.js'
import type { Log } from '../../platform/log.js'
import { openProviders } from '../../providers/open-providers.js'
import type { Provider } from '../../providers/provider.js'
import { failureOf } from '../../providers/provider-failure.js'
import { type Finding, fault, ok, reasonOf } from './finding.js'

/** Whether each provider answers with its metadata (OpenID Connect Discovery). */
export async function checkProviders(settings: Settings, needs: { log: Log; clock: Clock }): Promise<Finding[]> {
  try {
    return await Promise.all(openProviders(settings, needs).list.map(checkProvider))
  } catch (error) {
    return [fault('providers', reasonOf(error), 'Correct the settings of this provider: docs/providers.md')]
  }
}

async function checkProvider(provider: Provider): Promise<Finding> {
  const check = `provider ${provider.id}`
  try {
    await provider.refresh()
    return ok(check, 'The provider answers.')
  } catch (error) {
    const issuer = providerSettingName(provider.id, 'ISSUER')
    const found = `The provider does not answer with its metadata: ${failureOf(error).reason}`
    return fault(check, found, `Check ${issuer}, and whether this machine can reach the provider.`)
  }
}

export function checkClaims(settings: Settings): Finding {
  try {
    openClaims(settings, null)
    return ok('claims', 'The claims of access tokens can be made.')
  } catch (error) {
    return fault('claims', reasonOf(error), 'Correct the file that CLAIMS names: docs/claims.md')
  }
}
