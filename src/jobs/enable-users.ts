import type { AdministrationService } from '../administration/service.js'
import type { Job } from './run-jobs.js'

const batchSize = 100

/** Enables users who were disabled until now. */
export function enableUsers({ enableDueUsers }: Pick<AdministrationService, 'enableDueUsers'>): Job {
  return {
    name: 'enable-users',
    everySeconds: 10,
    async run(stop) {
      while (!stop.aborted && (await enableDueUsers(batchSize)) === batchSize);
    },
  }
}
