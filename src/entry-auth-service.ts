import './platform/require-node.js'

export * from './auth-service.js'
