import t from 'tap'
import * as accessErrors from '../../src/errors/access-errors.js'
import * as callErrors from '../../src/errors/call-errors.js'
import * as nextcloudErrors from '../../src/errors/nextcloud-errors.js'
import { UnsafePath } from '../../src/errors/unsafe-path.js'
import { HINTS } from '../../src/mcp/hints.js'

t.test('every failure that a tool can show has a hint', async t => {
  const codes = [
    new UnsafePath(),
    new callErrors.InvalidArguments('m'),
    new callErrors.InsufficientScope([]),
    new callErrors.DeadlineExceeded('m'),
    new callErrors.TooManyCalls(),
    new accessErrors.NotProvisioned('m'),
    new accessErrors.ReauthRequired('m'),
    new accessErrors.TemporarilyUnavailable('m'),
    new nextcloudErrors.InvalidRequest('m'),
    new nextcloudErrors.CredentialRejected('m'),
    new nextcloudErrors.Forbidden('m'),
    new nextcloudErrors.NotFound('m'),
    new nextcloudErrors.Conflict('m'),
    new nextcloudErrors.PreconditionFailed('m'),
    new nextcloudErrors.TooLarge('m'),
    new nextcloudErrors.Locked('m'),
    new nextcloudErrors.Throttled('m'),
    new nextcloudErrors.QuotaExceeded('m'),
    new nextcloudErrors.AppMissing('m'),
    new nextcloudErrors.NextcloudUnavailable('m'),
    new nextcloudErrors.Cancelled('m'),
  ].map(({ code }) => code)
  for (const code of codes) t.type(HINTS[code], 'string', code)
})
