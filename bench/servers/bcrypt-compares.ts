import bcrypt from 'bcrypt'

/** `cost compares concurrency`: prints how many compares a second bcrypt does with nothing around it. */
const [cost = 10, compares = 100, concurrency = 10] = process.argv.slice(2).map(Number)
const password = 'analytical engine 1843'
const hash = await bcrypt.hash(password, cost)

let left = compares
async function work(): Promise<void> {
  while (left > 0) {
    left -= 1
    if (!(await bcrypt.compare(password, hash))) throw new Error('The hash does not match.')
  }
}

const startedAt = performance.now()
await Promise.all(Array.from({ length: concurrency }, work))
console.log((compares / (performance.now() - startedAt)) * 1000)
