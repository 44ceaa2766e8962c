import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const source = resolve(import.meta.dirname, '../../src')
const textOf = (file: string) => readFileSync(join(source, file), 'utf8')

/** The service, and the parts that it is made of. */
const services = readdirSync(source)
  .map((folder) => join(folder, 'service.ts'))
  .filter((file) => existsSync(join(source, file)))

test.each(['auth-service.ts', ...services])('the service in src/%s and each of its members has a docstring', (file) => {
  const interfaces = declarationsOf(textOf(file)).filter(
    ({ name }) => name.endsWith('Service') && !name.startsWith('create'),
  )
  expect(interfaces).not.toEqual([])
  expect(interfaces.flatMap(bareParts)).toEqual([])
})

test.each(['client/core.ts', 'client/apollo-react.ts'])(
  'every export of src/%s and each of its public members has a docstring',
  (entry) => {
    const exported = exportsOf(entry).flatMap(({ file, names }) =>
      declarationsOf(textOf(file)).filter(({ name }) => names === '*' || names.includes(name)),
    )
    expect(exported).not.toEqual([])
    expect(exported.flatMap(bareParts)).toEqual([])
  },
)

interface Declaration {
  name: string
  isDescribed: boolean
  /** The lines inside, for interfaces and classes. */
  body: readonly string[]
}

/** What an entry of the package exports, by the file that declares it. */
function exportsOf(entry: string): { file: string; names: readonly string[] | '*' }[] {
  const statements = textOf(entry).matchAll(/^export (?:type )?(?:(\*)|\{(.+)\}) from '(.+)\.js'/gm)
  return [...statements].map(([, star, list = '', path = '']) => ({
    file: join(dirname(entry), `${path}.ts`),
    names: star === '*' ? star : list.split(',').map((name) => name.replace('type ', '').trim()),
  }))
}

/** TypeScript 7 has no API for programs, and Biome has fixed the layout. So the lines are read. */
function declarationsOf(text: string): Declaration[] {
  const lines = text.split('\n')
  return lines.flatMap((line, index) => {
    const [, kind = '', name = ''] = /^export (?:async )?(interface|class|function|const|type) (\w+)/.exec(line) ?? []
    if (name === '') return []
    const end = lines.findIndex((each, at) => at > index && each === '}')
    const hasBody = (kind === 'interface' || kind === 'class') && !line.endsWith('{}')
    return [{ name, isDescribed: endsDocstring(lines[index - 1]), body: hasBody ? lines.slice(index, end) : [] }]
  })
}

function bareParts({ name, isDescribed, body }: Declaration): string[] {
  const members = body.flatMap((line, index) => {
    const [, member = ''] = /^ {2}(?:readonly |get |static |async )*(\w+)[?]?[:(<]/.exec(line) ?? []
    return member === '' || member === 'constructor' || endsDocstring(body[index - 1]) ? [] : [`${name}.${member}`]
  })
  return isDescribed ? members : [name, ...members]
}

function endsDocstring(line = ''): boolean {
  return line.trimEnd().endsWith('*/')
}
