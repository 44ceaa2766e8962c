import { type DocumentNode, Kind, type OperationDefinitionNode, OperationTypeNode } from 'graphql'

/** What GraphQL Code Generator hands to a plugin: the part that is read here. */
interface DocumentFile {
  document?: DocumentNode
}

export interface HooksConfig {
  /** Where the hooks import documents and types from, as the generated file writes it. Default: `./operations.js`. */
  documentsFrom?: string
  /** `keep` when typescript-operations and typed-document-node have it too: names are not made PascalCase then. */
  namingConvention?: string
}

interface Named {
  /** As in the names of documents and types: `Me` of `MeDocument`. */
  name: string
  type: OperationTypeNode
}

/** Words that name the hook, the type and the options of one kind of operation in @apollo/client/react. */
const words = {
  [OperationTypeNode.QUERY]: 'Query',
  [OperationTypeNode.MUTATION]: 'Mutation',
  [OperationTypeNode.SUBSCRIPTION]: 'Subscription',
} as const

/**
 * A plugin of GraphQL Code Generator: one typed hook an operation, over the hooks of @apollo/client 4 (`useMeQuery`,
 * `useLoginMutation`). The documents and types come from typescript-operations and typed-document-node.
 */
export function plugin(_schema: unknown, files: readonly DocumentFile[], config: HooksConfig): string {
  const operations = files.flatMap(({ document }) => document?.definitions ?? []).flatMap((node) => named(node, config))
  const kinds = [...new Set(operations.map(({ type }) => words[type]))].sort()
  const skip = operations.some(({ type }) => type !== OperationTypeNode.MUTATION) ? 'type SkipToken, ' : ''
  const imports = operations.flatMap(({ name, type }) => [
    `${name}Document`,
    `type ${name}${words[type]}`,
    `type ${name}${words[type]}Variables`,
  ])
  // No `prepend`: GraphQL Code Generator sorts that part, and the directive has to stay first.
  return [
    "'use client';",
    `import { ${skip}${kinds.map((kind) => `use${kind}`).join(', ')} } from '@apollo/client/react';`,
    `import {\n  ${imports.join(',\n  ')},\n} from '${config.documentsFrom ?? './operations.js'}';`,
    ...operations.map(hook),
  ].join('\n')
}

function named(node: DocumentNode['definitions'][number], { namingConvention }: HooksConfig): Named[] {
  if (node.kind !== Kind.OPERATION_DEFINITION) return []
  const { value } = nameOf(node)
  return [{ name: namingConvention === 'keep' ? value : pascalCase(value), type: node.operation }]
}

function nameOf({ name }: OperationDefinitionNode) {
  if (name === undefined) throw new Error('Every operation needs a name: its hook is named after it.')
  return name
}

function hook({ name, type }: Named): string {
  const kind = words[type]
  const generics = `${name}${kind}, ${name}${kind}Variables`
  const call = `use${capitalised(name)}${kind}`
  if (type === OperationTypeNode.QUERY) return query(call, name, generics)
  if (type === OperationTypeNode.MUTATION) return mutation(call, name, generics)
  return subscription(call, name, generics)
}

/** The rest tuple lets options be left out exactly when no variable is required. Partial data needs `useQuery` itself. */
function query(call: string, name: string, generics: string): string {
  return `export function ${call}(
  ...[options]: {} extends ${name}QueryVariables
    ? [options?: useQuery.Options<${generics}> & { returnPartialData?: false } | SkipToken]
    : [options: useQuery.Options<${generics}> & { returnPartialData?: false } | SkipToken]
): useQuery.Result<${generics}, 'complete' | 'streaming' | 'empty'> {
  return useQuery<${generics}>(${name}Document, options as useQuery.Options<${generics}> & { returnPartialData?: false });
}`
}

/** Variables are given to the function that it returns, where the compiler can tell which are missing. */
function mutation(call: string, name: string, generics: string): string {
  return `export function ${call}(
  options?: Omit<useMutation.Options<${generics}>, 'variables'>,
): useMutation.ResultTuple<${generics}> {
  return useMutation<${generics}>(${name}Document, options);
}`
}

function subscription(call: string, name: string, generics: string): string {
  return `export function ${call}(
  ...[options]: {} extends ${name}SubscriptionVariables
    ? [options?: useSubscription.Options<${generics}> | SkipToken]
    : [options: useSubscription.Options<${generics}> | SkipToken]
): useSubscription.Result<${name}Subscription> {
  return useSubscription<${generics}>(${name}Document, options as useSubscription.Options<${generics}>);
}`
}

/** As the naming convention that GraphQL Code Generator has by default; underscores stay. */
function pascalCase(text: string): string {
  return text.split('_').map(wordsToPascal).join('_')
}

function wordsToPascal(text: string): string {
  const parts = text.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
  return parts
    .split(' ')
    .map((part) => capitalised(part.toLowerCase()))
    .join('')
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
