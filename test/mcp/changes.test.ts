import t from 'tap'
import { createChanges, type Change } from '../../src/mcp/changes.js'

t.test('who listens hears each change until they stop', async t => {
  const changes = createChanges()
  const heard: Change[] = []
  const stop = changes.subscribe(change => heard.push(change))
  changes.publish({ kind: 'tools' })
  stop()
  changes.publish({ kind: 'prompts' })
  t.strictSame(heard, [{ kind: 'tools' }])
})

t.test('nobody has to listen', async t => {
  t.doesNotThrow(() => createChanges().publish({ kind: 'resource', uri: 'note://1' }))
})
