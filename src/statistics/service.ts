import {
  listStatistics,
  type StatisticsInput,
  type StatisticsNeeds,
  type StatisticsOutcome,
} from './list-statistics.js'

/** The part of `AuthService` for statistics. */
export interface StatisticsService {
  /** What happened in each hour or day of a range, and what there is now. */
  statistics(input: StatisticsInput): Promise<StatisticsOutcome>
}

export function createStatisticsService(needs: StatisticsNeeds): StatisticsService {
  return { statistics: (input) => listStatistics(needs, input) }
}
