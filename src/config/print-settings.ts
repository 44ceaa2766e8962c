import { providerSettingName, providerSettings } from './provider-settings.js'
import type { Environment, Setting } from './setting.js'
import { settings } from './settings.js'

const introduction = `# Configuration

Every setting is an environment variable. A \`.env\` file in the working directory is read too, and the environment
counts before it. A secret can also be read from a file that the variable with \`_FILE\` behind its name points to.
Durations are seconds, or a number with \`s\`, \`m\`, \`h\` or \`d\`. Limits are a count and a duration, or \`off\`.

\`CONFIG_FILE\` names a file in YAML or JSON with the same names. The environment counts before it, setting by setting.
Lists are lists there, numbers are numbers, and \`true\` and \`false\` have no quotes. It must not contain secrets: name
their files, as in \`SECRET_KEY_FILE\`. Editors check and complete it with [config.schema.json](config.schema.json):

\`\`\`yaml
# yaml-language-server: $schema=./docs/config.schema.json
PUBLIC_URL: https://auth.example.com
CORS_ORIGINS: [https://app.example.com, https://admin.example.com]
REGISTRATION: email-code
ACCESS_TOKEN_LIFETIME: 10m
SECRET_KEY_FILE: /run/secrets/latchkey
\`\`\`

A mistake stops the start: every one is listed, and the exit code is 78.
`

/** The text of \`docs/configuration.md\`. */
export function printConfigurationPage(): string {
  const rows = entries('<ID>').map(([name, setting]) => {
    const kind = setting.isSecret ? `${setting.kind.expected}; also as \`${name}_FILE\`` : setting.kind.expected
    return `| \`${name}\` | ${shownDefault(setting)} | ${escapeCell(setting.meaning)} | ${escapeCell(kind)} |`
  })
  return `${introduction}\n| name | default | what it does | what it takes |\n|---|---|---|---|\n${rows.join('\n')}\n`
}

/** The text of \`.env.example\`: every setting, commented out. */
export function printEnvironmentExample(): string {
  const blocks = entries('ACME').map(([name, { meaning, default: byDefault, kind, example = kind.example }]) => {
    const value = typeof byDefault === 'string' ? byDefault : example
    return `# ${meaning}\n# ${name}=${value}`
  })
  return `# Copy to .env and take the # off what you change. docs/configuration.md explains every line.\n\n${blocks.join('\n\n')}\n`
}

/** `providerId`: what stands in the names of the settings of a provider. */
function entries(providerId: string): [string, Setting<unknown>][] {
  const ofProvider = Object.entries<Setting<unknown>>(providerSettings)
  return [
    ...Object.entries<Setting<unknown>>(settings),
    ...ofProvider.map(([name, setting]): [string, Setting<unknown>] => [
      providerSettingName(providerId, name),
      setting,
    ]),
  ]
}

function shownDefault({ shownDefault: shown, default: byDefault }: Setting<unknown>): string {
  return (
    shown ?? `\`${escapeCell(String(typeof byDefault === 'function' ? byDefault({} as Environment) : byDefault))}\``
  )
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|')
}
