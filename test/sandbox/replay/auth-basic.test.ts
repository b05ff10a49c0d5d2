import { replayArea, type ReplayContext } from './harness.js'
import { NOT_IMITATED } from './not-imitated.js'

const reset = ({ sandbox }: ReplayContext) => sandbox.resetBruteForce()

/** A wrong password of alice's, `times` times. */
const fail = async ({ sandbox }: ReplayContext, times: number) => {
  const authorization = `Basic ${Buffer.from('alice:a wrong password').toString('base64')}`
  for (let attempt = 0; attempt < times; attempt += 1) {
    await fetch(`${sandbox.url}/ocs/v2.php/cloud/user`, { headers: { authorization, 'ocs-apirequest': 'true' } })
  }
}

await replayArea('auth-basic', {
  notImitated: NOT_IMITATED['auth-basic'] ?? {},
  before: {
    'wrong.ocs-v2': reset,
    'wrong.cookbook': reset,
    'unknown-user.ocs-v2': reset,
    'disabled-user.ocs-v2': ({ sandbox }) => sandbox.setEnabled('bob', false),
    'enabled-again.ocs-v2': ({ sandbox }) => sandbox.setEnabled('bob', true),
    'bruteforce.series': async context => {
      reset(context)
      await fail(context, 11)
    },
    'blocked.after-reset': reset,
    'bruteforce.success-resets': context => fail(context, 4),
  },
  headersFor: (exchange, { bindings }) =>
    exchange.id === 'bruteforce.success-resets'
      ? { authorization: bindings.apply('Basic bob:<bob-app-password>') }
      : {},
})
