import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: './tools/tables.postgres.cts',
  out: './drizzle/postgres',
  casing: 'snake_case',
})
