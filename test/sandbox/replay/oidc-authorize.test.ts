import { openBrowser, type Browser } from '../oidc/browser.js'
import { replayArea, type ReplayContext } from './harness.js'
import { OIDC_NOT_IMITATED } from './oidc-not-imitated.js'
import {
  bindAnswers,
  bindClient,
  bindPkce,
  bindSecret,
  CALLBACK,
  fields,
  signedIn,
  stepsFor,
  type Client,
} from './oidc-steps.js'

const AREA = 'oidc-authorize'
const PLAIN = 'eMXA6nvTn8tYAlDPwt2VFGPv9C39NkL2KoJxV1lgacOAQXb3ctn7E1hJX4n2oS1h'
const WILDCARD = 'G7OWkjmzoBENoNS7vG8AYsMOaLKexgsnmsU6L2rpRaz3OJA839UzyBbmXsqCk9za'
const CONSENT = 'goaz3e1v3tJgOatpG3MV9ECRqdqvePKYNU9fydDf9npIWItZ3YBgv4iJwsP5gvVJ'
const SCOPES = 'openid profile email offline_access notes.read'

const clients = new Map<string, Client>()
let browser: Browser = openBrowser('http://127.0.0.1:9')

function createClients(context: ReplayContext): void {
  const create = context.sandbox.createClient
  const make = (recordedId: string, client: Parameters<typeof create>[0]) =>
    clients.set(recordedId, bindClient(context, recordedId, create(client)))
  make(PLAIN, {
    redirectUris: [CALLBACK, 'http://127.0.0.1:9999/other?x=1', 'cursor://app/callback'],
    allowedScopes: SCOPES,
  })
  make(WILDCARD, {
    redirectUris: ['http://localhost:*/cb', 'http://127.0.0.1:9998/deep/*', 'https://*.client.example/cb'],
  })
  make(CONSENT, {
    redirectUris: [CALLBACK],
    name: 'Consent Client',
    tokenType: 'jwt',
    allowedScopes: `${SCOPES} notes.write`,
  })
}

async function signIn(context: ReplayContext): Promise<void> {
  const session = await signedIn(context.sandbox, 'alice')
  browser = session.browser
  context.bindings.bind('<request_token>', session.requestToken)
}

const consent =
  (on: boolean) =>
  ({ sandbox }: ReplayContext) =>
    void (sandbox.settings.userConsent = on)
const bound = bindAnswers(AREA)

await replayArea(AREA, {
  notImitated: OIDC_NOT_IMITATED[AREA],
  prepare: async context => {
    bindPkce(context)
    createClients(context)
    await signIn(context)
  },
  before: stepsFor(AREA, (context, exchange) => bindSecret(context, exchange, clients), {
    'wildcard.port': signIn,
    'consent.needed': consent(true),
    'consents.revoke-while-off': consent(false),
  }),
  after: {
    ...bound,
    'consents.list': ({ bindings }, { body }) => {
      const listed: unknown[] = JSON.parse(body.toString('utf8'))
      const own = listed.map(fields).find(({ clientName }) => clientName === 'Consent Client')
      bindings.bind('56', String(own?.['clientId']))
    },
  },
  headersFor: ({ as }) => (as === 'alice (browser, signed in)' ? { cookie: browser.cookie() } : {}),
})
