import t from 'tap'
import { astrolabeBody } from '../../../src/sandbox/pages/astrolabe-body.js'

const person = {
  session: { uid: 'admin', requestToken: 'rt' },
  account: {
    uid: 'admin',
    loginName: 'admin',
    email: null,
    displayName: 'A',
    password: 'p',
    admin: true,
    enabled: true,
  },
}
const view = { pageUrl: 'http://nc/s', path: '/s', person, notice: undefined, mcpServerUrl: 'http://mcp' }
const preset = { id: 'p', name: 'P', description: 'd', available: true, enabled: true }

t.test('a preset that is on can be switched off, one whose app is missing not on', async t => {
  const on = astrolabeBody({ ...view, presets: { value: [preset] } }).markup
  t.match(on, 'action="/s/presets/p/disable"')
  const missing = astrolabeBody({
    ...view,
    presets: { value: [{ ...preset, available: false, enabled: false }] },
  }).markup
  t.match(missing, 'App not installed')
  t.notMatch(missing, '<form')
})

t.test('a degraded server says why', async t => {
  const value = { version: '1', auth_mode: 'multi_user_basic', oauth: { state: 'degraded', reason: 'no <client>' } }
  t.match(astrolabeBody({ ...view, status: { value } }).markup, 'OAuth degraded (no &lt;client&gt;)')
})
