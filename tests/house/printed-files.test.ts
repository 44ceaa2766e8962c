import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { printCommandPage } from '../../src/cli/print-cli.js'
import { printFileSchema } from '../../src/config/print-file-schema.js'
import { printConfigurationPage, printEnvironmentExample } from '../../src/config/print-settings.js'
import { printAdminSchema } from '../../src/graphql/admin/print-admin-schema.js'
import { buildAdminSchema } from '../../src/graphql/admin/schema.js'
import { printErrorsPage } from '../../src/graphql/schema/print-errors.js'
import { printSortedSchema } from '../../src/graphql/schema/print-schema.js'

const root = resolve(import.meta.dirname, '../..')

test.each([
  ['schema.graphql', printSortedSchema],
  ['schema.admin.graphql', printAdminSchema],
  ['docs/errors.md', () => printErrorsPage(readFileSync(resolve(root, 'docs/errors.md'), 'utf8'), buildAdminSchema())],
  ['docs/configuration.md', printConfigurationPage],
  ['docs/cli.md', printCommandPage],
  ['docs/config.schema.json', printFileSchema],
  ['.env.example', printEnvironmentExample],
])('%s is what the program prints (npm run print)', (file, print) => {
  expect(readFileSync(resolve(root, file), 'utf8')).toBe(print())
})
