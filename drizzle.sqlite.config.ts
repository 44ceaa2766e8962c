import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'sqlite',
  schema: './tools/tables.sqlite.cts',
  out: './drizzle/sqlite',
  casing: 'snake_case',
})
