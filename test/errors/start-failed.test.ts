import t from 'tap'
import { StartFailed } from '../../src/errors/start-failed.js'

t.test('a failed start may be shown: it names what is in the way', async t => {
  t.match(new StartFailed('Port 8000 is in use.'), { expose: true, code: 'NCMCP_START_FAILED' })
})
