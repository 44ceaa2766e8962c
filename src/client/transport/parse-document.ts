// The build puts the parser into this file, so that a front end needs no further package.
export { parse } from '@0no-co/graphql.web'
