import type { CommandEntry } from './command.js'

/** Words that begin several commands. */
export const groups: Readonly<Record<string, string>> = {
  db: 'Migrates and copies databases.',
  keys: 'Shows the keys that sign access tokens.',
  mails: 'Shows what mails look like.',
}

/** Each command by its words. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  start: {
    summary: 'Starts the server. It runs until SIGTERM or SIGINT.',
    load: async () => (await import('./commands/start.js')).run,
  },
  doctor: {
    summary: 'Checks settings, keys, database, mail, names and providers, and says what to do. Changes nothing.',
    load: async () => (await import('./commands/doctor.js')).run,
  },
  settings: {
    summary: 'Prints each setting with its value, or every mistake. Secrets are hidden.',
    load: async () => (await import('./commands/settings.js')).run,
  },
  'db migrate': {
    summary: 'Brings the database to the version of this program. Each start of the server does the same.',
    options: [{ flags: '--dry-run', meaning: 'only list the migrations that are due' }],
    load: async () => (await import('./commands/db-migrate.js')).run,
  },
  'db copy': {
    summary: 'Copies every row into an empty database of either engine, and compares both.',
    options: [
      { flags: '--to <url>', meaning: 'the empty database', isRequired: true },
      { flags: '--from <url>', meaning: 'the source (default: DATABASE_URL)' },
    ],
    load: async () => (await import('./commands/db-copy.js')).run,
  },
  'keys list': {
    summary: 'Lists the keys that sign access tokens, the oldest first.',
    load: async () => (await import('./commands/keys-list.js')).run,
  },
  'mails preview': {
    summary: 'Renders every mail in every language into a folder.',
    options: [{ flags: '--folder <path>', meaning: 'where the files go', default: 'data/preview' }],
    load: async () => (await import('./commands/mails-preview.js')).run,
  },
}
