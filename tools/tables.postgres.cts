import columns = require('../src/store/tables/columns.postgres.js')
import tables = require('../src/store/tables/tables.js')

export = tables.defineTables(columns as unknown as Parameters<typeof tables.defineTables>[0])
