import t from 'tap'
import { startDemoWorld } from '../../../src/cli/demo/demo-world.js'
import { createNarrator } from '../../../src/cli/demo/narrator.js'
import { invite, runDemo } from '../../../src/cli/demo/run-demo.js'

t.test('the story is told to its end, from an empty machine, and shows no secret', async t => {
  const world = await startDemoWorld({ cronIntervalMs: 0 })
  t.teardown(() => world.close())
  const lines: string[] = []
  const tell = createNarrator(line => lines.push(line))
  await runDemo(world, tell)
  const story = lines.join('\n')
  for (const part of [
    /tools\/list -> \d+ tools/,
    /attempts that reached Nextcloud: [1-4]\b/,
    /\/oauth\/callback/,
    /AES-256-GCM/,
    /notes_sync\/enable -> 200/,
    /"docType":"note"/,
  ]) {
    t.match(story, part)
  }
  for (const { password } of world.sandbox.users) t.notOk(story.includes(password), 'no password in the story')
  invite(world, tell)
  t.match(lines.join('\n'), /settings\/admin\/astrolabe/)
})
