import t from 'tap'
import { SCOPES } from '../../src/auth/scope-catalogue.js'
import { loadTools } from '../../src/mcp/load-tools.js'

t.test('every scope that a tool asks for can be granted', async t => {
  for (const { name, scopes } of await loadTools()) {
    for (const scope of scopes) t.ok(SCOPES.includes(scope), `${name} asks for ${scope}`)
  }
})

t.test('each app has a scope to read and one to write, sorted', async t => {
  t.strictSame([...SCOPES].sort(), SCOPES)
  for (const scope of SCOPES) t.match(scope, /^[a-z]+\.(read|write)$/)
})
