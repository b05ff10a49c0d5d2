import t from 'tap'
import { z } from 'zod'
import { silentLog } from '../../src/lib/log.js'
import { echo, testCaller } from './fixture.js'

const context = await testCaller().context(new AbortController().signal)

t.test('a prepared call runs with parsed arguments', async t => {
  const call = echo.prepare({ text: 'a' })
  t.ok(call.ok)
  if (call.ok) t.match(await call.run({ ...context, log: silentLog }), { said: 'a', times: 1 })
})

t.test('arguments that do not fit are told, not thrown', async t => {
  t.match(echo.prepare({ text: 1 }), { ok: false, issues: [{ path: ['text'] }] })
  t.match(echo.prepare(undefined), { ok: false })
})

t.test('run does both, and throws zod’s error', async t => {
  t.match(await echo.run({ text: 'a', times: 3 }, context), { times: 3 })
  await t.rejects(echo.run({}, context), z.ZodError)
})

t.test('a tool exists everywhere unless it says otherwise', async t => {
  t.equal(echo.availability, 'always')
})
