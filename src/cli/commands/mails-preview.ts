import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadSettings } from '../../config/config.js'
import { renderSamples } from '../../mail/render-samples.js'
import { createTemplates } from '../../mail/templates.js'
import type { CommandInput, CommandResult } from '../command.js'

/** With the templates of MAIL_TEMPLATES. */
export async function run({ environment, options }: CommandInput): Promise<CommandResult> {
  const folder = String(options.folder)
  const { MAIL_TEMPLATES } = await loadSettings(environment)
  const samples = renderSamples(createTemplates(MAIL_TEMPLATES))
  mkdirSync(folder, { recursive: true })
  for (const { kind, language, mail } of samples) {
    writeFileSync(join(folder, `${kind}.${language}.html`), mail.html)
    writeFileSync(join(folder, `${kind}.${language}.txt`), `Subject: ${mail.subject}\n\n${mail.text}\n`)
  }
  return {
    exitCode: 0,
    lines: [`${samples.length} mails are in ${folder}`],
    data: { folder, mails: samples.map(({ kind, language }) => ({ kind, language })) },
  }
}
