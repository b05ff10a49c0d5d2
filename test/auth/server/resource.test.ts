import t from 'tap'
import { isOwnResource, ownResource } from '../../../src/auth/server/resource.js'

t.test('the endpoint and the server are ours, a slash more or less; nothing sent means us', async t => {
  const us = 'https://mcp.example'
  t.equal(ownResource(us), 'https://mcp.example/mcp')
  for (const value of [undefined, us, `${us}/`, `${us}/mcp`, `${us}/mcp/`])
    t.ok(isOwnResource(value, us), String(value))
  for (const value of ['', 'https://nc.example', `${us}/api`, `${us}.evil.example/mcp`, 'https://MCP.example/mcp'])
    t.notOk(isOwnResource(value, us), value)
})
