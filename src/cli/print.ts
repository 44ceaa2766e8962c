import { readFileSync, writeFileSync } from 'node:fs'
import { printFileSchema } from '../config/print-file-schema.js'
import { printConfigurationPage, printEnvironmentExample } from '../config/print-settings.js'
import { printAdminSchema } from '../graphql/admin/print-admin-schema.js'
import { buildAdminSchema } from '../graphql/admin/schema.js'
import { printErrorsPage } from '../graphql/schema/print-errors.js'
import { printSortedSchema } from '../graphql/schema/print-schema.js'
import { printCommandPage } from './print-cli.js'

/** Writes every file of the repository that is printed from the program. Tests fail when one is stale. */
writeFileSync('schema.graphql', printSortedSchema())
writeFileSync('schema.admin.graphql', printAdminSchema())
writeFileSync('docs/errors.md', printErrorsPage(readFileSync('docs/errors.md', 'utf8'), buildAdminSchema()))
writeFileSync('docs/configuration.md', printConfigurationPage())
writeFileSync('.env.example', printEnvironmentExample())
writeFileSync('docs/config.schema.json', printFileSchema())
writeFileSync('docs/cli.md', printCommandPage())
