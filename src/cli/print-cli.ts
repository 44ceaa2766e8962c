import type { Command } from 'commander'
import { commands } from './command-table.js'
import { createProgram } from './program.js'

const silent = { environment: () => ({}), out: () => undefined, err: () => undefined }

/** The text of `docs/cli.md`: the help of each command. */
export function printCommandPage(): string {
  const program = createProgram(silent, () => undefined)
  const sections = Object.entries(commands).map(([name, { summary }]) => {
    const help = findCommand(program, name.split(' ')).helpInformation().split('\n\n')
    const withoutSummary = help.filter((part) => part.replace(/\s+/g, ' ') !== summary)
    return `## latchkey ${name}\n\n${summary}\n\n\`\`\`text\n${withoutSummary.join('\n\n').trim()}\n\`\`\`\n`
  })
  return `${head}\n${sections.join('\n')}`
}

const head = `# Command line

Printed from the commands (\`npm run print\`). The package installs the program \`latchkey\`: run \`npx latchkey\`. In a clone,
run \`node dist/cli/main.js\` after \`npm run build\`.

Commands read the same settings as the server: the environment, \`.env\` of the working directory, and CONFIG_FILE
([configuration.md](configuration.md)). They work while a server runs on the same database.

The result goes to standard output, everything else to standard error. With \`--json\` the result is one JSON value, whose
names and types stay; members may be added.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | failed, or a fault was found |
| 64 | the command was called wrongly |
| 78 | the configuration has mistakes |
`

function findCommand(program: Command, words: readonly string[]): Command {
  const [word, ...others] = words
  const found = program.commands.find((each) => each.name() === word)
  if (word === undefined || found === undefined) return program
  return findCommand(found, others)
}
