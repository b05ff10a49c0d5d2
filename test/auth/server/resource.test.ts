import t from 'tap'
import { checkResource, ownResource } from '../../../src/auth/server/resource.js'
import { refusal } from '../../helpers/refusal.js'

t.test('the endpoint and the server are ours, a slash more or less; nothing sent means us', async t => {
  const us = 'https://mcp.example'
  t.equal(ownResource(us), 'https://mcp.example/mcp')
  for (const value of [undefined, us, `${us}/`, `${us}/mcp`, `${us}/mcp/`])
    t.doesNotThrow(() => checkResource(value, us), String(value))
  for (const value of ['', 'https://nc.example', `${us}/api`, `${us}.evil.example/mcp`, 'https://MCP.example/mcp'])
    t.throws(() => checkResource(value, us), refusal('invalid_target'), value)
})
