import t from 'tap'
import { single, startParameters } from '../../../src/auth/provisioning/start-parameters.js'
import { testConfig } from '../../helpers/test-config.js'

t.test('everything is optional', async t => {
  t.strictSame(startParameters({}, testConfig()), { correlationId: null, returnTo: null, ticket: undefined })
})

t.test('return_to is held against the address that browsers use', async t => {
  const config = testConfig({ NEXTCLOUD_PUBLIC_URL: 'http://localhost:8080' })
  t.equal(startParameters({ return_to: 'http://localhost:8080/x' }, config).returnTo, 'http://localhost:8080/x')
  t.throws(() => startParameters({ return_to: 'http://127.0.0.1:9/x' }, config), {
    code: 'NCMCP_PROVISIONING_FAILED',
    failure: 'bad_return_to',
  })
})

t.test('a list of one is still a list', async t => {
  t.throws(() => single(['a']), { code: 'NCMCP_PROVISIONING_FAILED', failure: 'duplicate_parameter' })
  t.equal(single('a'), 'a')
})
