import './platform/require-node.js'

export * from './config/config.js'
export * from './config/mistakes.js'
