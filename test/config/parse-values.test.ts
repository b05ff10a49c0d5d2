import t from 'tap'
import { parseValues } from '../../src/config/parse-values.js'

t.test('what can be read is read although something else cannot', async t => {
  const { env, findings } = parseValues({ PORT: 'x', LOG_LEVEL: 'debug', HOST: 'a b' })
  t.match(env, { PORT: 8000, LOG_LEVEL: 'debug', HOST: '127.0.0.1' })
  t.strictSame(findings.map(({ variable }) => variable).toSorted(), ['HOST', 'PORT'])
})

t.test('a problem carries the fix of the value', async t => {
  t.match(parseValues({ PORT: 'x' }).findings, [{ kind: 'problem', problem: /number/, fix: /digits/ }])
})

t.test('nothing written is all defaults', async t => {
  t.match(parseValues({}), { env: { PORT: 8000, TOKEN_LIVENESS: 'cache_miss' }, findings: [] })
})
