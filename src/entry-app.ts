import './platform/require-node.js'

export * from './app.js'
