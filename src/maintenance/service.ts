import { type ShownSetting, showSettings } from '../config/list-settings.js'
import { type Advice, type AdviceNeeds, advise } from './advise.js'

/** The part of `AuthService` for those who run the server. */
export interface MaintenanceService {
  /** Every setting with its value in force. Secrets only say whether they are set. */
  shownSettings(): ShownSetting[]
  /** What an operator should know or do, the most severe first. */
  advice(): Promise<Advice[]>
}

export function createMaintenanceService(needs: AdviceNeeds): MaintenanceService {
  return { shownSettings: () => showSettings(needs.settings), advice: () => advise(needs) }
}
