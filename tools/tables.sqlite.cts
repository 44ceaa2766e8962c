import columns = require('../src/store/tables/columns.sqlite.js')
import tables = require('../src/store/tables/tables.js')

// drizzle-kit takes every export for a table; an ES module cannot export the members of an object that it computes.
export = tables.defineTables(columns)
