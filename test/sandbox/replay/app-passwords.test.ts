import { fieldOf, openBrowser } from '../oidc/browser.js'
import { replayArea, type ReplayContext } from './harness.js'
import { NOT_IMITATED } from './not-imitated.js'
import type { Answer } from './send.js'

/** The login link holds its token; the recording names the token alone. */
const bindLoginToken = ({ bindings }: ReplayContext, answer: Answer) => {
  const { login }: { login: string } = JSON.parse(answer.body.toString())
  bindings.bind('<login_token>', login.split('/').at(-1) ?? '')
}

/** What the person does: open the link, sign in, grant. */
const grantInBrowser = async ({ sandbox, bindings }: ReplayContext) => {
  const browser = openBrowser(sandbox.url)
  const password = bindings.apply('<alice-login-password>')
  const form = await browser.get('/login')
  const requesttoken = fieldOf(form.body, 'requesttoken')
  await browser.post('/login', { user: 'alice', password, requesttoken })
  const chooser = await browser.follow(bindings.apply('/login/v2/flow/<login_token>'))
  const link = /href="([^"]*\/login\/v2\/grant[^"]*)"/.exec(chooser.body)?.[1] ?? ''
  const page = await browser.get(link)
  await browser.post('/login/v2/grant', {
    stateToken: fieldOf(page.body, 'stateToken'),
    requesttoken: fieldOf(page.body, 'requesttoken'),
  })
}

await replayArea('app-passwords', {
  notImitated: NOT_IMITATED['app-passwords'] ?? {},
  before: {
    'rotate.old-one-later': ({ advance }) => advance(12),
    'flow.poll-done': grantInBrowser,
  },
  after: {
    'flow.start': bindLoginToken,
    'flow.poll-done': ({ bindings }, answer) => {
      const { appPassword }: { appPassword: string } = JSON.parse(answer.body.toString())
      bindings.bind('<flow_app_password>', appPassword)
    },
  },
})
