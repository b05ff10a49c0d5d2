import t from 'tap'
import { rewriteUrl } from '../../../src/sandbox/http/rewrite-url.js'

for (const [url, basePath, expected] of [
  ['/apps/notes', '', '/apps/notes'],
  ['/index.php/apps/notes?x=1', '', '/apps/notes?x=1'],
  ['/cloud/index.php/apps/notes', '/cloud', '/apps/notes'],
  ['/cloud/ocs/v2.php/cloud/user', '/cloud', '/ocs/v2.php/cloud/user'],
  ['/cloud', '/cloud', '/'],
  ['/index.php', '', '/'],
  ['/index.php?x=1', '', '/?x=1'],
  ['/index.phpx', '', '/index.phpx'],
  ['/index.php/.well-known/openid-configuration', '', '/index.php/.well-known/openid-configuration'],
] as const) {
  t.test(`${url} under "${basePath}" is ${expected}`, async t => {
    t.equal(rewriteUrl(url, basePath), expected)
  })
}
