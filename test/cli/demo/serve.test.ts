import { createServer } from 'node:http'
import t from 'tap'
import { serve } from '../../../src/cli/demo/serve.js'

const env = (port: number) => ({
  NEXTCLOUD_HOST: 'http://127.0.0.1:9',
  NEXTCLOUD_MCP_SERVER_URL: `http://127.0.0.1:${port}`,
  PORT: String(port),
  ENABLE_MULTI_USER_BASIC_AUTH: 'true',
  LOG_LEVEL: 'silent',
  METRICS_ENABLED: 'false',
})

t.test('a port that is taken, or a setting that is wrong, ends what was started for the server', async t => {
  const taken = createServer()
  await new Promise<void>(resolve => taken.listen(0, '127.0.0.1', resolve))
  t.teardown(() => void taken.close())
  const { port } = taken.address() as { port: number }
  let cleared = 0
  const clearUp = async () => void (cleared += 1)
  await t.rejects(serve(env(port), clearUp), { code: 'EADDRINUSE' })
  await t.rejects(serve({ ...env(port), NEXTCLOUD_HOST: 'nonsense' }, clearUp), { code: 'NCMCP_CONFIG_INVALID' })
  t.equal(cleared, 2)
})
