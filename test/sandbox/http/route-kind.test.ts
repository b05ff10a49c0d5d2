import t from 'tap'
import { routeKind } from '../../../src/sandbox/http/route-kind.js'

for (const [path, kind] of [
  ['/ocs/v1.php/cloud/user', 'ocs'],
  ['/remote.php/dav/files/a', 'dav'],
  ['/status.php', 'file'],
  ['/apps/notes/api/v1/notes', 'app'],
  ['/apps/deck/api/v1.0/boards', 'app'],
  ['/apps/notes/', 'page'],
  ['/login', 'page'],
] as const) {
  t.test(`${path} is a route of kind ${kind}`, async t => {
    t.equal(routeKind(path), kind)
  })
}
