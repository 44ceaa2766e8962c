// Loaded before the program: the job that runs every ten minutes runs at once.

const { setTimeout: startTimer } = globalThis
globalThis.setTimeout = Object.assign(
  (work: () => void, ms?: number, ...given: []) => startTimer(work, ms === 600_000 ? 100 : ms, ...given),
  startTimer,
) as typeof setTimeout
