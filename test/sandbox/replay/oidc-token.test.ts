import { openBrowser, type Browser } from '../oidc/browser.js'
import { replayArea, type ReplayContext } from './harness.js'
import { OIDC_NOT_IMITATED } from './oidc-not-imitated.js'
import {
  bindAnswers,
  bindClient,
  bindCode,
  bindPkce,
  bindSecret,
  CALLBACK,
  fields,
  SCOPE,
  signedIn,
  stepsFor,
  type Client,
} from './oidc-steps.js'

const AREA = 'oidc-token'
const JWT = 'RBYEo9xuLVTFttUIPEzRCMMFrCZYR2DqhfjfYsHkPBV81yzWUJARMTMQVfasyFzT'
const OPAQUE = 'qY7K5bLdjMaLMnN0O4SuwWax1PkRgBhAksowDsTrB0CvFx7LzGBkninBMvs2K35E'
const FOREIGN = 'JekagFH9gcH0StAZ7elpjkE73n9dtsRJ4L1x73HezQ2Q7hSdpnfX9CPW8W1NUFlz'
const WITH_RESOURCE = 'rWYCvziuNk5kUIlKq9PGsRtCeBbg4hYe7MvuOcpHlw1854vtLkngRayABzxBrGJE'
const RESOURCE = 'http://127.0.0.1:9999/mcp'

const clients = new Map<string, Client>()
let browser: Browser = openBrowser('http://127.0.0.1:9')
/** The refresh token that the recording lets expire after its access token was used. */
let expiredRefresh = ''

const idOf = (recordedId: string) => clients.get(recordedId)?.clientId ?? ''
const code =
  (recordedId: string, more: Record<string, string | null> = {}) =>
  (context: ReplayContext) =>
    bindCode(context, browser, idOf(recordedId), more)

/** The client that authenticates by Basic. */
function bindBasic({ bindings }: ReplayContext, recordedId: string): void {
  const { clientId = '', clientSecret = '' } = clients.get(recordedId) ?? {}
  bindings.bind('<client_id>', clientId)
  bindings.bind('<client_secret>', clientSecret)
}

interface Issue {
  uid?: string
  scope?: string
  resource?: string
}

/** Fresh tokens of a client, bound. */
async function issue(
  context: ReplayContext,
  recordedId: string,
  { uid = 'alice', ...more }: Issue = {},
): Promise<string> {
  const { bindings, sandbox } = context
  const tokens = await sandbox.issueTokens({ uid, clientId: idOf(recordedId), ...more })
  bindings.bind('<access_token>', tokens.accessToken)
  bindings.bind('<id_token>', tokens.idToken)
  bindings.bind('<refresh_token>', tokens.refreshToken ?? '')
  return tokens.refreshToken ?? ''
}

const issued =
  (recordedId: string, more: Issue = {}, basicId = recordedId) =>
  async (context: ReplayContext) => {
    await issue(context, recordedId, more)
    bindBasic(context, basicId)
  }

function createClients(context: ReplayContext): void {
  const make = (recordedId: string, tokenType: 'jwt' | 'opaque', resourceUrl?: string) => {
    const client = context.sandbox.createClient({
      redirectUris: [CALLBACK],
      tokenType,
      ...(resourceUrl !== undefined && { resourceUrl }),
    })
    clients.set(recordedId, bindClient(context, recordedId, client))
  }
  make(JWT, 'jwt')
  make(OPAQUE, 'opaque')
  make(FOREIGN, 'opaque')
  make(WITH_RESOURCE, 'jwt', RESOURCE)
}

const wrongSecret = ({ bindings }: ReplayContext) => bindings.bind('<client_secret>', 'wrong')
const lifetimes =
  (expireTime: number, refreshExpireTime: number | 'never') =>
  ({ sandbox }: ReplayContext) =>
    void Object.assign(sandbox.settings, { expireTime, refreshExpireTime })
const ALL_SCOPES = 'openid profile email roles groups offline_access'
const CODES: Record<string, Parameters<typeof code>> = {
  'code.jwt': [JWT],
  'code.opaque': [OPAQUE],
  'code.json': [JWT],
  'code.wrong-redirect': [JWT],
  'code.no-client': [JWT],
  'code.foreign-client': [JWT],
  'code.unknown-client': [JWT],
  'code.wrong-verifier': [JWT],
  'code.no-verifier': [JWT],
  'code.unasked-verifier': [JWT, { code_challenge: null, code_challenge_method: null }],
  'code.no-offline': [JWT, { scope: 'openid profile' }],
  'code.all-scopes': [JWT, { scope: ALL_SCOPES }],
  'audience.resource-param': [JWT, { resource: RESOURCE }],
  'audience.resource-url': [WITH_RESOURCE],
  'audience.param-over-url': [WITH_RESOURCE, { resource: 'https://other.example/api' }],
  'audience.resource-at-token': [JWT],
}

await replayArea(AREA, {
  notImitated: OIDC_NOT_IMITATED[AREA],
  prepare: async context => {
    bindPkce(context)
    createClients(context)
    browser = (await signedIn(context.sandbox, 'alice')).browser
  },
  before: stepsFor(AREA, (context, exchange) => bindSecret(context, exchange, clients), {
    ...Object.fromEntries(Object.entries(CODES).map(([id, options]) => [id, code(...options)])),
    'code.basic': async context => {
      await code(OPAQUE)(context)
      bindBasic(context, OPAQUE)
    },
    'code.wrong-secret': async context => {
      await code(JWT)(context)
      wrongSecret(context)
    },
    'code.basic-wrong-secret': async context => {
      await code(OPAQUE)(context)
      bindBasic(context, OPAQUE)
    },
    'code.admin': async context => {
      const { browser: admin } = await signedIn(context.sandbox, 'admin')
      await bindCode(context, admin, idOf(JWT), { scope: ALL_SCOPES.replace(' offline_access', '') })
    },
    'refresh.ok': async context => {
      const old = await tokensByCode(context, JWT)
      context.bindings.bind('<old_refresh_token>', old['refresh_token'] ?? '')
      context.bindings.bind('<old_access_token>', old['access_token'] ?? '')
      context.advance(1)
    },
    'refresh.wrong-secret': wrongSecret,
    'refresh.parallel': context => refreshAtOnce(context, JWT),
    'userinfo.jwt': issued(JWT, { scope: ALL_SCOPES }),
    'userinfo.opaque': issued(OPAQUE),
    'introspect.owner-jwt': issued(JWT),
    'introspect.owner-opaque': issued(OPAQUE),
    'introspect.foreign': issued(OPAQUE, {}, FOREIGN),
    'introspect.resource-match': issued(OPAQUE, { resource: RESOURCE }, WITH_RESOURCE),
    'introspect.resource-match-jwt': issued(JWT, { resource: RESOURCE }, WITH_RESOURCE),
    'introspect.other-resource': issued(JWT, { resource: 'https://other.example/api' }, WITH_RESOURCE),
    'introspect.bad-secret': issued(OPAQUE),
    'introspect.unknown-token': context => bindBasic(context, OPAQUE),
    'disabled-user.userinfo': async context => {
      await issued(OPAQUE, { uid: 'bob' })(context)
      context.sandbox.setEnabled('bob', false)
    },
    'disabled-user.refresh': async context => {
      await issue(context, JWT, { uid: 'bob' })
      bindSecretOf(context, JWT)
    },
    'expired.introspect': async context => {
      context.sandbox.setEnabled('bob', true)
      lifetimes(4, 4)(context)
      await issue(context, JWT)
      context.advance(9)
    },
    'expired.userinfo': async context => {
      expiredRefresh = await issue(context, JWT)
      context.advance(9)
    },
    'expired.refresh-after-use': ({ bindings }) => bindings.bind('<refresh_token>', expiredRefresh),
    'expired.userinfo-post': async context => {
      await issue(context, OPAQUE)
      context.advance(9)
    },
    'expired.ocs-jwt': async context => {
      await issue(context, JWT)
      context.advance(9)
    },
    'expired.timeline': issued(OPAQUE),
    'refresh.after-announced': async context => {
      const { refresh_token: token = '' } = await tokensByCode(context, OPAQUE)
      context.bindings.bind('<refresh_token>', token)
      context.advance(6)
    },
    'refresh.expired': context => context.advance(9),
    'code.expired': async context => {
      await code(OPAQUE)(context)
      context.advance(5)
    },
    'refresh.never': async context => {
      lifetimes(4, 'never')(context)
      await code(OPAQUE, { scope: SCOPE })(context)
    },
  }),
  after: bindAnswers(AREA),
  headersFor: ({ id }): Record<string, string> =>
    id === 'expired.timeline' ? { authorization: 'Bearer <access_token>' } : {},
})

function bindSecretOf({ bindings }: ReplayContext, recordedId: string): void {
  bindings.bind('<client_secret>', clients.get(recordedId)?.clientSecret ?? '')
}

/** Tokens by the whole way over a code, so that they carry the nonce. */
async function tokensByCode(context: ReplayContext, recordedId: string): Promise<Record<string, string>> {
  const { bindings, sandbox } = context
  await code(recordedId)(context)
  const { clientId = '', clientSecret = '' } = clients.get(recordedId) ?? {}
  const form = {
    grant_type: 'authorization_code',
    code: bindings.apply('<code>'),
    code_verifier: bindings.apply('<code_verifier>'),
    client_id: clientId,
    client_secret: clientSecret,
  }
  const answer = await fetch(`${sandbox.url}/apps/oidc/token`, { method: 'POST', body: new URLSearchParams(form) })
  return Object.fromEntries(Object.entries(fields(await answer.json())).map(([name, value]) => [name, String(value)]))
}

/** The refreshes beside the recorded one. */
async function refreshAtOnce({ bindings, sandbox }: ReplayContext, recordedId: string): Promise<void> {
  const { clientId = '', clientSecret = '' } = clients.get(recordedId) ?? {}
  const grant = { grant_type: 'refresh_token', refresh_token: bindings.apply('<refresh_token>') }
  const body = () => new URLSearchParams({ ...grant, client_id: clientId, client_secret: clientSecret })
  const refresh = () => fetch(`${sandbox.url}/apps/oidc/token`, { method: 'POST', body: body() })
  await Promise.all([refresh(), refresh()])
}
