import t from 'tap'
import { createLogger } from '../../src/http/create-logger.js'
import { serverOptions } from '../../src/http/server-options.js'
import { testConfig } from '../helpers/test-config.js'

const optionsOf = (env: Record<string, string>) => {
  const config = testConfig(env)
  return serverOptions(config, createLogger(config.log), () => 'id')
}

t.test('GAP-28: headers are limited to a bearer token and 8 KiB', async t => {
  t.equal(optionsOf({ MAX_TOKEN_BYTES: '16384' }).http?.maxHeaderSize, 24 * 1024)
})

t.test('GAP-35: X-Forwarded-For counts only from listed proxies', async t => {
  t.strictSame(optionsOf({ FORWARDED_ALLOW_IPS: '10.0.0.0/8' }).trustProxy, ['10.0.0.0/8'])
})

t.test('paths with doubled and trailing slashes are known', async t => {
  t.match(optionsOf({}).routerOptions, { ignoreDuplicateSlashes: true, ignoreTrailingSlash: true })
})
