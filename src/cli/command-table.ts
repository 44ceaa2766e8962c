import type { CommandEntry } from './command.js'

/** Words that begin several commands. */
export const groups: Readonly<Record<string, string>> = {
  db: 'Migrates, copies and backs up databases.',
  keys: 'Shows and rotates the keys that sign access tokens.',
  mails: 'Lists mails, sends them again, and shows what they look like.',
  secrets: 'Replaces the secret key.',
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
  'db backup': {
    summary: 'Writes a backup while servers run: a SQLite file, or an archive of pg_dump.',
    options: [{ flags: '--to <file>', meaning: 'the new file', isRequired: true }],
    load: async () => (await import('./commands/db-backup.js')).run,
  },
  'keys list': {
    summary: 'Lists the keys that sign access tokens, the oldest first.',
    load: async () => (await import('./commands/keys-list.js')).run,
  },
  'keys rotate': {
    summary: 'Publishes the next signing key now. It signs an hour later, when every cache has it.',
    load: async () => (await import('./commands/keys-rotate.js')).run,
  },
  'secrets rotate': {
    summary: 'Seals everything anew under the first key of SECRET_KEY. Run it again if it was stopped.',
    load: async () => (await import('./commands/secrets-rotate.js')).run,
  },
  'mails list': {
    summary: 'Lists mails that wait, and those that were sent, refused or dropped, without what they say.',
    options: [
      { flags: '--state <state>', meaning: 'only those: waiting, sent, failed or dropped' },
      { flags: '--max <count>', meaning: 'how many, the newest first', default: '50' },
    ],
    load: async () => (await import('./commands/mails-list.js')).run,
  },
  'mails retry': {
    summary: 'Has mails sent again that were refused, or that wait for a later attempt.',
    options: [
      { flags: '--id <id>', meaning: 'one mail' },
      { flags: '--failed', meaning: 'every mail that was refused and has not expired' },
    ],
    load: async () => (await import('./commands/mails-retry.js')).run,
  },
  'mails preview': {
    summary: 'Renders every mail in every language into a folder.',
    options: [{ flags: '--folder <path>', meaning: 'where the files go', default: 'data/preview' }],
    load: async () => (await import('./commands/mails-preview.js')).run,
  },
}
