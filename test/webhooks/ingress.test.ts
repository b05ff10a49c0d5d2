import t from 'tap'
import { INGRESS_ALIAS, ingressUri } from '../../src/webhooks/ingress.js'

t.test('Nextcloud is told our receiver under the base it can reach; Astrolabe names another path for it', async t => {
  t.equal(ingressUri('http://mcp:8000'), 'http://mcp:8000/webhooks/nextcloud')
  t.equal(INGRESS_ALIAS, '/api/v1/webhooks/callback')
})
