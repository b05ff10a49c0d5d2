import { replayArea, type ReplayContext } from './harness.js'
import { OIDC_NOT_IMITATED } from './oidc-not-imitated.js'
import { bindAnswers, CALLBACK, fields, stepsFor } from './oidc-steps.js'

const AREA = 'oidc-discovery-dcr'
const EXPIRED = 'O1NCO3YUrOGBk44wX9eizKEZTACoPW0o6GgRMbpO5C628yuTkn4tLDchZCKDjUVK'
const MINUTE = 61

/** The registration token of the first client, which most of the recording manages. */
let firstToken = ''
/** That of the client that expires. */
let shortToken = ''

const register = async ({ sandbox }: ReplayContext, more: Record<string, string> = {}) => {
  const answer = await fetch(`${sandbox.url}/index.php/apps/oidc/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ redirect_uris: [CALLBACK], ...more }),
  })
  return fields(await answer.json())
}
const times = async (count: number, task: () => Promise<unknown>) => {
  for (const _ of Array.from({ length: count })) await task()
}
const manage = ({ sandbox }: ReplayContext) =>
  fetch(`${sandbox.url}/apps/oidc/register/nosuchclient`, { headers: { authorization: 'Bearer wrong' } })
const reset = ({ sandbox }: ReplayContext) => sandbox.resetBruteForce()
const dynamic =
  (on: boolean) =>
  ({ sandbox }: ReplayContext) =>
    void (sandbox.settings.dynamicRegistration = on)

const bound = bindAnswers(AREA)

await replayArea(AREA, {
  notImitated: OIDC_NOT_IMITATED[AREA],
  before: stepsFor(
    AREA,
    ({ bindings }, { id }) => {
      if (id.startsWith('manage.')) bindings.bind('<registration_access_token>', firstToken)
    },
    {
      'register.odd-redirect': context => context.advance(MINUTE),
      'manage.get-basic': ({ bindings }) => bindings.bind('<client_id>', 'some-client'),
      'manage.get-foreign': async context => {
        context.advance(MINUTE)
        const other = await register(context)
        context.bindings.bind(
          '<registration_access_token of another client>',
          String(other['registration_access_token']),
        )
      },
      'manage.get-after-put': reset,
      'manage.get-after-delete': reset,
      'manage.bruteforce': async context => {
        reset(context)
        await times(10, () => manage(context))
      },
      'register.rate-limit': async context => {
        context.advance(MINUTE)
        await times(10, () => register(context))
      },
      'disabled.register': context => {
        context.advance(MINUTE)
        dynamic(false)(context)
      },
      'expired.token': async context => {
        dynamic(true)(context)
        context.advance(MINUTE)
        reset(context)
        context.sandbox.settings.clientExpireTime = 3
        const short = await register(context, { client_name: 'Short', scope: 'openid profile email' })
        context.bindings.bind(EXPIRED, String(short['client_id']))
        context.bindings.bind('<client_secret>', String(short['client_secret']))
        shortToken = String(short['registration_access_token'])
        context.bindings.bind('<registration_access_token>', shortToken)
        context.advance(5)
      },
      'expired.manage-after-sweep': ({ bindings }) => bindings.bind('<registration_access_token>', shortToken),
    },
  ),
  after: {
    ...bound,
    'register.full': (context, answer) => {
      bound['register.full']?.(context, answer)
      firstToken = String(fields(JSON.parse(answer.body.toString('utf8')))['registration_access_token'])
    },
  },
})
