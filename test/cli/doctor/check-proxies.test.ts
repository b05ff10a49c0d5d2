import t from 'tap'
import { checkProxies } from '../../../src/cli/doctor/check-proxies.js'
import { testConfig } from '../../helpers/test-config.js'

const HTTPS = { NEXTCLOUD_MCP_SERVER_URL: 'https://mcp.example.com', HOST: '0.0.0.0' }

t.test('https in front of a server that believes only itself is a warning', async t => {
  t.match(checkProxies(testConfig(HTTPS)), [{ name: 'proxies', status: 'warn', fix: /FORWARDED_ALLOW_IPS/ }])
})

t.test('a named proxy, or one on this machine, passes', async t => {
  t.match(checkProxies(testConfig({ ...HTTPS, FORWARDED_ALLOW_IPS: '10.0.0.2' })), [
    { status: 'ok', message: 'X-Forwarded-For is believed from 10.0.0.2' },
  ])
  t.match(checkProxies(testConfig({ ...HTTPS, HOST: '127.0.0.1' })), [{ status: 'ok' }])
})

t.test('BA-9: whether Nextcloud learns who calls is said', async t => {
  t.match(checkProxies(testConfig()), [{}, { name: 'client-ip', status: 'warn', fix: /trusted_proxies/ }])
  t.match(checkProxies(testConfig({ NEXTCLOUD_FORWARD_CLIENT_IP: 'true' })), [{}, { name: 'client-ip', status: 'ok' }])
})
