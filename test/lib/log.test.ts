import t from 'tap'
import { silentLog } from '../../src/lib/log.js'

t.test('the silent log takes every level and returns nothing', async t => {
  t.strictSame(
    [silentLog.debug({}, 'a'), silentLog.info({}, 'a'), silentLog.warn({}, 'a'), silentLog.error({}, 'a')],
    [undefined, undefined, undefined, undefined],
  )
})
