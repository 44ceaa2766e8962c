import type { CommandEntry } from './command.js'

/** Words that begin several commands. */
export const groups: Readonly<Record<string, string>> = {
  db: 'Migrates, copies and backs up databases.',
  keys: 'Shows and rotates the keys that sign access tokens.',
  mails: 'Lists mails, sends them again, and shows what they look like.',
  secrets: 'Replaces the secret key.',
  users: 'Shows users, and does what administrators can do.',
}

const user = { name: 'user', meaning: 'an address, a username or an id' }

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
  'users list': {
    summary: 'Lists users, the newest first.',
    options: [
      { flags: '--search <text>', meaning: 'the beginning of an address, a username or an id' },
      { flags: '--role <name>', meaning: 'only users who have the role' },
      { flags: '--disabled', meaning: 'only users who are disabled' },
      { flags: '--max <count>', meaning: 'how many, from 1 to 100', default: '50' },
    ],
    load: async () => (await import('./commands/users-list.js')).run,
  },
  'users show': {
    summary: 'Shows one user with sessions and factors, without secrets.',
    words: [user],
    load: async () => (await import('./commands/users-show.js')).run,
  },
  'users create': {
    summary: 'Creates a user without a way in.',
    options: [
      { flags: '--email <address>', meaning: 'the address' },
      { flags: '--username <name>', meaning: 'the username' },
      { flags: '--roles <names>', meaning: 'roles, separated by commas' },
      { flags: '--verified', meaning: 'the address counts as proven' },
      { flags: '--invite', meaning: 'mail a link with which the user chooses a password' },
    ],
    load: async () => (await import('./commands/users-create.js')).run,
  },
  'users invite': {
    summary: 'Creates a user and mails a link with which the user chooses a password.',
    words: [{ name: 'email', meaning: 'the address' }],
    options: [{ flags: '--roles <names>', meaning: 'roles, separated by commas' }],
    load: async () => (await import('./commands/users-invite.js')).run,
  },
  'users disable': {
    summary: 'Ends every session of a user and refuses sign-ins.',
    words: [user],
    options: [
      { flags: '--reason <text>', meaning: 'why, for other administrators', isRequired: true },
      { flags: '--until <time>', meaning: 'when the user is enabled again (default: by users enable)' },
    ],
    load: async () => (await import('./commands/users-disable.js')).run,
  },
  'users enable': {
    summary: 'Lets a user sign in again.',
    words: [user],
    load: async () => (await import('./commands/users-enable.js')).run,
  },
  'users grant': {
    summary: 'Gives a user a role, for example `administrator`.',
    words: [user, { name: 'role', meaning: 'the name of the role' }],
    load: async () => (await import('./commands/users-grant.js')).run,
  },
  'users revoke': {
    summary: 'Takes a role from a user. One administrator always stays.',
    words: [user, { name: 'role', meaning: 'the name of the role' }],
    load: async () => (await import('./commands/users-revoke.js')).run,
  },
  'users sign-out': {
    summary: 'Ends all sessions of a user.',
    words: [user],
    load: async () => (await import('./commands/users-sign-out.js')).run,
  },
  'users delete': {
    summary: 'Deletes everything of a user except audit events.',
    words: [user],
    load: async () => (await import('./commands/users-delete.js')).run,
  },
}
