import type { ReplayContext } from './harness.js'
import { replayArea } from './harness.js'
import { OIDC_NOT_IMITATED } from './oidc-not-imitated.js'
import { bindAnswers, CALLBACK, stepsFor } from './oidc-steps.js'

const AREA = 'oidc-bearer'
const RESOURCE = 'http://127.0.0.1:9999/mcp'

/** What stands in the Authorization header, by `as`. */
const tokens = new Map<string, string>()

async function issueAll({ sandbox }: ReplayContext): Promise<void> {
  const opaque = sandbox.createClient({ redirectUris: [CALLBACK], tokenType: 'opaque' }).clientId
  const jwt = sandbox.createClient({ redirectUris: [CALLBACK], tokenType: 'jwt' }).clientId
  const alice = await sandbox.issueTokens({ uid: 'alice', clientId: opaque })
  const own = await sandbox.issueTokens({ uid: 'alice', clientId: jwt })
  const foreign = await sandbox.issueTokens({ uid: 'alice', clientId: jwt, resource: RESOURCE })
  const admin = await sandbox.issueTokens({ uid: 'admin', clientId: opaque })
  tokens.set('alice (opaque bearer)', alice.accessToken)
  tokens.set('alice (refresh token as bearer)', alice.refreshToken ?? '')
  tokens.set('alice (JWT bearer, aud = client)', own.accessToken)
  tokens.set('alice (id token as bearer)', own.idToken)
  tokens.set('alice (JWT bearer, aud = resource)', foreign.accessToken)
  tokens.set('admin (opaque bearer)', admin.accessToken)
}

/** A token whose only scope is `openid`. */
async function minimal({ sandbox, bindings }: ReplayContext): Promise<void> {
  const { clientId } = sandbox.createClient({ redirectUris: [CALLBACK], tokenType: 'opaque' })
  const { accessToken } = await sandbox.issueTokens({ uid: 'alice', clientId, scope: 'openid' })
  bindings.bind('<access_token>', accessToken)
}

async function writeNote({ sandbox }: ReplayContext): Promise<void> {
  const headers = { authorization: `Bearer ${tokens.get('alice (opaque bearer)')}`, 'ocs-apirequest': 'true' }
  const body = JSON.stringify({ title: 'T', content: 'C' })
  await fetch(`${sandbox.url}/index.php/apps/notes/api/v1/notes`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body,
  })
}

/** Wrong passwords until the address is blocked. */
async function block({ sandbox }: ReplayContext): Promise<void> {
  const headers = { authorization: `Basic ${btoa('bob:wrong')}`, 'ocs-apirequest': 'true' }
  for (const _ of Array.from({ length: 12 })) await fetch(`${sandbox.url}/ocs/v2.php/cloud/user`, { headers })
}

const validation =
  (on: boolean) =>
  ({ sandbox }: ReplayContext) =>
    void (sandbox.settings.bearerValidation = on)

await replayArea(AREA, {
  notImitated: OIDC_NOT_IMITATED[AREA],
  prepare: async context => {
    await issueAll(context)
    await writeNote(context)
  },
  before: stepsFor(
    AREA,
    ({ bindings }, { as = '' }) => {
      const token = tokens.get(as)
      if (token !== undefined) {
        for (const name of ['access_token', 'id_token', 'refresh_token']) bindings.bind(`<${name}>`, token)
      }
    },
    {
      'ocs.minimal-scope': minimal,
      'ocs.minimal-scope-write': minimal,
      'blocked.ocs': block,
      'validation-off.ocs': validation(false),
      'validation-on-again.ocs': validation(true),
    },
  ),
  after: bindAnswers(AREA),
})
