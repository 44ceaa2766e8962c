/** Whole hours or whole days, in UTC. */
export const statisticsSteps = ['HOUR', 'DAY'] as const
export type StatisticsStep = (typeof statisticsSteps)[number]

export const stepMs: Readonly<Record<StatisticsStep, number>> = { HOUR: 3_600_000, DAY: 86_400_000 }

/** When the step begins that contains the instant. Days of UTC have no change of the clock. */
export function stepStart(step: StatisticsStep, instant: Date): Date {
  const length = stepMs[step]
  return new Date(Math.floor(instant.getTime() / length) * length)
}

/** The first beginning of a step at the instant or after it. */
export function stepEnd(step: StatisticsStep, instant: Date): Date {
  const start = stepStart(step, instant)
  return start < instant ? new Date(start.getTime() + stepMs[step]) : start
}
