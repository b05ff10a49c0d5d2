import t from 'tap'
import { OUTCOMES } from '../../../src/auth/provisioning/outcomes.js'

/** RT-25, row by row, and the rows that a start adds. */
const TABLE = [
  ['unknown_state', 400, 'invalid_request'],
  ['expired', 400, 'invalid_request'],
  ['wrong_browser', 400, 'invalid_request'],
  ['client_changed', 400, 'invalid_request'],
  ['denied', 400, 'access_denied'],
  ['provider_error', 400, 'server_error'],
  ['issuer_mismatch', 400, 'invalid_request'],
  ['code_rejected', 400, 'invalid_grant'],
  ['client_rejected', 502, 'server_error'],
  ['exchange_failed', 502, 'server_error'],
  ['unavailable', 502, 'temporarily_unavailable'],
  ['timeout', 504, 'temporarily_unavailable'],
  ['id_token_invalid', 400, 'invalid_token'],
  ['identity_mismatch', 400, 'invalid_token'],
  ['wrong_person', 403, 'access_denied'],
  ['no_refresh_token', 400, 'offline_access_not_granted'],
  ['login_expired', 400, 'access_denied'],
  ['login_lost', 502, 'temporarily_unavailable'],
  ['credential_refused', 502, 'server_error'],
  ['storage_failed', 500, 'server_error'],
  ['internal', 500, 'server_error'],
  ['malformed_callback', 400, 'invalid_request'],
  ['duplicate_parameter', 400, 'invalid_request'],
  ['bad_correlation', 400, 'invalid_request'],
  ['bad_return_to', 400, 'invalid_request'],
  ['ticket_unusable', 400, 'invalid_request'],
  ['too_many_starts', 429, 'too_many_requests'],
  ['too_many_flows', 429, 'too_many_requests'],
  ['degraded', 503, 'temporarily_unavailable'],
] as const

for (const [failure, status, error] of TABLE) {
  t.test(`${failure} is answered ${status} ${error}, in a whole sentence`, async t => {
    t.match(OUTCOMES[failure], { status, error, description: /^[A-Z].*\.$|^state .*\.$|^return_to .*\.$/ })
  })
}

t.test('no row is missing here, and none is never-401', async t => {
  t.strictSame(Object.keys(OUTCOMES).toSorted(), TABLE.map(([failure]) => failure).toSorted())
  t.notOk(Object.values(OUTCOMES).some(({ status }) => status === 401))
})
