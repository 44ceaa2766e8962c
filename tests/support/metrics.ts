import type { RunningApp } from './start-app.js'

/** What `/metrics` of the management port answers. */
export async function readMetrics({ app }: RunningApp): Promise<string> {
  const response = await app.management?.inject({ method: 'GET', url: '/metrics' })
  return response?.body ?? ''
}

/** The value of the one line that begins with `series`, labels included; undefined when there is none. */
export async function readMetric(running: RunningApp, series: string): Promise<number | undefined> {
  const lines = (await readMetrics(running)).split('\n')
  const line = lines.find((each) => each.startsWith(`${series} `))
  return line === undefined ? undefined : Number(line.slice(series.length + 1))
}
