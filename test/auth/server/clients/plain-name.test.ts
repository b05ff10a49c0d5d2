import t from 'tap'
import { plainName } from '../../../../src/auth/server/clients/plain-name.js'

t.test('a name is one line without what hides or turns text', async t => {
  t.equal(plainName('  Claude \n\t Desktop '), 'Claude Desktop')
  t.equal(plainName('a\u202egnp.exe\u200b'), 'a gnp.exe')
  t.equal(plainName('<b>Claude</b>'), '<b>Claude</b>', 'markup is escaped where it is shown')
  t.equal(plainName('😀'.repeat(100)), '😀'.repeat(80))
})

t.test('nothing readable is no name', async t => {
  for (const name of [undefined, '', ' \u200b\u2028']) t.equal(plainName(name), undefined)
})
