import { readdir } from 'node:fs/promises'
import t from 'tap'

/**
 * Runs every test file of a room, `test/<room>/**`, one after the other in this process: starting a process and loading the server for each file would take
 * several times as long as the tests do. Each file also runs alone.
 *
 * @param which - only files whose name matches.
 */
export async function runSuite(room: string, which = /./): Promise<void> {
  const folder = new URL(`../${room}/`, import.meta.url)
  const names = await readdir(folder, { recursive: true })
  const files = names.filter(name => name.endsWith('.test.js') && which.test(name)).toSorted()
  if (files.length === 0) throw new RangeError(`there is no test in ${room}`)
  for (const file of files) {
    t.comment(`${room}/${file}`)
    await import(new URL(file, folder).href)
  }
}
