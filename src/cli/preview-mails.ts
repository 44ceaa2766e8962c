import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSettings } from '../config/config.js'
import { readEnvironment } from '../config/environment.js'
import type { Message } from '../mail/messages.js'
import { messageKinds, sampleMessages } from '../mail/sample-messages.js'
import { createTemplates } from '../mail/templates.js'
import { languages } from '../platform/languages.js'

/** Renders every message in every language into a folder (default `data/preview`), with the operator’s templates. */
const folder = process.argv[2] ?? join('data', 'preview')
const templates = createTemplates(readSettings(readEnvironment()).MAIL_TEMPLATES)
mkdirSync(folder, { recursive: true })
for (const kind of messageKinds) {
  for (const language of languages) {
    const { subject, text, html } = templates.render({ kind, values: sampleMessages[kind] } as Message, language)
    writeFileSync(join(folder, `${kind}.${language}.html`), html)
    writeFileSync(join(folder, `${kind}.${language}.txt`), `Subject: ${subject}\n\n${text}\n`)
  }
}
process.stdout.write(`${messageKinds.length * languages.length} mails are in ${folder}\n`)
