import t from 'tap'
import { startDemoWorld } from '../../../src/cli/demo/demo-world.js'
import { inviteOAuth, runOAuthDemo } from '../../../src/cli/demo/run-oauth-demo.js'
import { story } from './story.js'

const start = async (t: import('tap').Test) => {
  const world = await startDemoWorld({ cronIntervalMs: 0, mode: 'oauth' })
  t.teardown(() => world.close())
  return { world, ...story() }
}

t.test('the story is told to its end, from an address to a client that is out again, and shows no secret', async t => {
  const { world, tell, told } = await start(t)
  await runOAuthDemo(world, tell)
  for (const part of [
    /POST \/mcp -> 401/,
    /resource_metadata="http/,
    /client_id +ncmcp_client_/,
    /clicks Allow/,
    /in what the client got: no/,
    /nc_notes_append_content -> 403/,
    /error="insufficient_scope"/,
    /again -> 400 invalid_grant/,
    /clients -> Demo assistant; its token at \/mcp -> 200/,
    /Disconnect -> nothing left; its token at \/mcp -> 401/,
  ])
    t.match(told(), part)
  t.notMatch(told(), /ncmcp_(at|rt|ac)_[\w-]{20}|eyJ/, 'no whole token')
  for (const { password } of world.sandbox.users) t.notOk(told().includes(password), 'no password in the story')
  inviteOAuth(world, tell)
  t.match(told(), /Your turn[^]*claude mcp add[^]*\/oauth\/clients[^]*alice/)
})

t.test('where Nextcloud takes no bearer tokens the story ends at the step that needs it', async t => {
  const { world, tell, told } = await start(t)
  world.sandbox.settings.bearerValidation = false
  await t.rejects(runOAuthDemo(world, tell), { code: 'NCMCP_DEMO_FAILED' })
  t.notMatch(told(), /insufficient_scope/)
})
