import t from 'tap'
import { endpoints } from '../../src/nextcloud/endpoints.js'

for (const base of ['https://cloud.example', 'https://example.org/cloud', 'https://example.org/cloud/']) {
  t.test(`${base} keeps its sub-path in every URL`, async t => {
    const root = base.replace(/\/$/, '')
    const { ocs, app, dav } = endpoints(base)
    t.equal(endpoints(base).base, root)
    t.equal(ocs('/cloud/user'), `${root}/ocs/v2.php/cloud/user`)
    t.equal(app('/apps/notes/api/v1/notes'), `${root}/index.php/apps/notes/api/v1/notes`)
    t.equal(dav('/files/alice'), `${root}/remote.php/dav/files/alice`)
  })
}
