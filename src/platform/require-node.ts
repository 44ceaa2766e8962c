/** Imported before everything else, because the native modules crash on older versions without a message. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(`Latchkey needs Node 22.18 or later; this is ${process.versions.node}.\n`)
  process.exit(1)
}
