import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8')
const tree = /```text\n(.*?)```/s.exec(page)?.[1]?.split('src/\n')[1] ?? ''

interface Folder {
  path: string
  files: string[]
}

test('the tree of docs/architecture.md has every folder of src', () => {
  const listed = foldersOf(tree).map(({ path }) => path)
  const missing = listFolders('').filter((path) => !listed.includes(path) && !isLeaf(path))
  expect(missing).toEqual([])
})

test('every file in the tree of docs/architecture.md exists', () => {
  const folders = foldersOf(tree)
  const missing = folders.flatMap(({ path, files }) =>
    files.filter((file) => !isThere(join('src', path), file)).map((file) => `${path}/${file}`),
  )
  expect(folders.flatMap(({ files }) => files).length).toBeGreaterThan(150)
  expect(missing).toEqual([])
})

test('every file of src is in the tree of docs/architecture.md, so that a reader can guess it', () => {
  const listed = new Set(foldersOf(tree).flatMap(({ path, files }) => files.map((file) => join(path, file))))
  const folders = listFolders('').filter((path) => !isLeaf(path))
  const missing = folders.flatMap((path) =>
    filesIn(path)
      .filter((file) => !listed.has(join(path, file)))
      .map((file) => join(path, file)),
  )
  expect(missing).toEqual([])
})

test('the tree of docs/architecture.md lists folders in the order in which they may import each other', () => {
  const [, line = ''] =
    /const line = \[\n(.*?)\n\]/s.exec(readFileSync(join(import.meta.dirname, 'imports.test.ts'), 'utf8')) ?? []
  const order = [...line.matchAll(/'([^']+)'/g)].map(([, folder]) => folder)
  const listed = foldersOf(tree).map(({ path }) => path)
  expect(listed.filter((path) => !path.includes('/') && path !== 'client')).toEqual(order)
})

/** A line `├─ name/` opens a folder, at a depth of three columns for each parent. Names with dots between are its files. */
function foldersOf(text: string): Folder[] {
  const folders: Folder[] = []
  for (const line of text.split('\n')) {
    const [, indent = '', name = ''] = /^([│ ]*)[├└]─ ([\w-]+)\/(?:\s|$)/.exec(line) ?? []
    if (name !== '') folders.push({ path: pathOf(folders, name, indent.length / 3), files: [] })
    else if (/^[│ ]+[\w.-]+\/?( · |$)/.test(line))
      folders.at(-1)?.files.push(...line.replace(/^[│ ]+/, '').split(' · '))
  }
  return folders
}

function pathOf(folders: readonly Folder[], name: string, depth: number): string {
  const parents = folders.at(-1)?.path.split('/') ?? []
  return [...parents.slice(0, depth), name].join('/')
}

function isThere(folder: string, file: string): boolean {
  const path = join(root, folder, file)
  return file.endsWith('/') ? existsSync(path) : ['.ts', '.tsx'].some((extension) => existsSync(path + extension))
}

function filesIn(folder: string): string[] {
  const entries = readdirSync(join(root, 'src', folder)).filter((name) => /\.tsx?$/.test(name))
  return entries.map((name) => name.replace(/\.tsx?$/, ''))
}

function listFolders(parent: string): string[] {
  const entries = readdirSync(join(root, 'src', parent), { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const paths = entries.map(({ name }) => join(parent, name))
  return [...paths, ...paths.flatMap(listFolders)]
}

/** Folders that the tree names among the files of their parent. */
function isLeaf(path: string): boolean {
  const [, parent = '', name = ''] = /^(.*)\/([^/]+)$/.exec(path) ?? []
  return foldersOf(tree).some((folder) => folder.path === parent && folder.files.includes(`${name}/`))
}
