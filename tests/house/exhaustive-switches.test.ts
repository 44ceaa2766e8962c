import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const repository = resolve(import.meta.dirname, '../..')
const app = join(repository, 'examples/react/src')

test('a new member of the results does not compile in any switch of the example app', () => {
  const folder = join(repository, 'data', `new-member-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'operations.ts'), withNewMembers())
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(project()))

  const complaints = compile(folder).filter((line) => line.includes('\'{ __typename: "Newcomer";'))
  const files = complaints.map((line) => /examples\/react\/src\/([^(]+)/.exec(line)?.[1])
  expect(files.sort()).toEqual(filesWithSwitches())
  expect(files.length).toBeGreaterThan(10)
})

/** The typed operations as they would be if every union had one more member. */
function withNewMembers(): string {
  const operations = readFileSync(join(repository, 'src/client/generated/operations.ts'), 'utf8')
  const newcomer = "    | { __typename: 'Newcomer', code: ProblemCode, message: string }\n"
  return operations.replaceAll(/(^export type \w+(?:Mutation|Query) = \{ \w+:\n)/gm, `$1${newcomer}`)
}

function project(): object {
  const paths = {
    'latchkey/client': [join(repository, 'src/client/apollo-react.ts')],
    'latchkey/client/hooks': [join(repository, 'src/client/generated/hooks.ts')],
    'latchkey/client/operations': ['./operations.ts'],
  }
  return { extends: join(repository, 'examples/react/tsconfig.json'), compilerOptions: { paths }, include: [app] }
}

function compile(folder: string): string[] {
  const compiler = join(repository, 'node_modules/typescript/bin/tsc')
  try {
    execFileSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], { cwd: repository, encoding: 'utf8' })
    return []
  } catch (error) {
    return (error as { stdout: string }).stdout.split('\n')
  }
}

function filesWithSwitches(): string[] {
  return readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && readFileSync(join(app, file), 'utf8').includes('return unhandled('))
    .sort()
}
