import type { ColumnKit } from './column-kit.js'

export function defineStatisticsTables(kit: ColumnKit) {
  return {
    statistics: defineStatistics(kit),
    activityMarks: defineActivityMarks(kit),
    statisticsProgress: defineStatisticsProgress(kit),
  }
}

function defineStatistics({ table, string, large, instant, index }: ColumnKit) {
  return table(
    'statistics',
    {
      /** Step, time and name in one text, so that a count can be raised without a look before. */
      id: string().primaryKey(),
      /** `HOUR`, `DAY`, or `TOTAL` for what is counted as a whole. */
      step: string().notNull(),
      /** When the step begins, in UTC. For totals: when they were counted. */
      at: instant().notNull(),
      /** What is counted. */
      name: string().notNull(),
      count: large().notNull(),
    },
    (t) => [index('statistics_step_at').on(t.step, t.at)],
  )
}

/** Which users were active in an hour and on a day, so that no user is counted twice. Kept for two days. */
function defineActivityMarks({ table, string, instant, index }: ColumnKit) {
  return table(
    'activity_marks',
    {
      /** Step, time and user in one text. No foreign key: a count stays when its user is deleted. */
      id: string().primaryKey(),
      at: instant().notNull(),
    },
    (t) => [index('activity_marks_at').on(t.at)],
  )
}

/** How far each count has come. One instance at a time has a row. */
function defineStatisticsProgress({ table, string, instant }: ColumnKit) {
  return table('statistics_progress', {
    name: string().primaryKey(),
    /** Everything before this instant is counted. */
    doneUntil: instant().notNull(),
  })
}
