import { defineConfig } from 'vite'

/** Latchkey behind the same origin as the app. `npm run example` says where; the tests have an origin of their own. */
const server = process.env.EXAMPLE_SERVER_URL ?? 'http://127.0.0.1:4001'
const proxy = Object.fromEntries(
  ['/graphql', '/.well-known', '/livez', '/readyz'].map((path) => [path, { target: server, xfwd: true }]),
)

export default defineConfig({
  root: import.meta.dirname,
  // `latchkey/client` from the sources beside this app. In your own project it is a package: leave this out.
  resolve: { tsconfigPaths: true },
  // `use client` speaks to servers that render, and there is none.
  build: { rolldownOptions: { checks: { moduleLevelDirective: false } } },
  server: {
    proxy,
    strictPort: true,
    // The token of a mailed link is in the URL until the app has read it.
    headers: { 'referrer-policy': 'no-referrer' },
  },
})
