import t from 'tap'
import { associatedData } from '../../src/vault/associated-data.js'

const context = { purpose: 'refresh-token', issuer: 'https://nc.example', userId: 'alice', clientId: 'c1' } as const

t.test('it reads purpose, issuer, user, client, version', async t => {
  t.equal(associatedData(context).toString(), 'refresh-token|https://nc.example|alice|c1|v1')
})

t.test('two contexts never read alike, whatever separators their parts hold', async t => {
  const spellings = [
    { ...context, userId: 'a|b', clientId: 'c' },
    { ...context, userId: 'a', clientId: 'b|c' },
    { ...context, userId: 'a%7Cb', clientId: 'c' },
    { ...context, userId: 'a%257Cb', clientId: 'c' },
    { ...context, userId: '', clientId: 'a|b|c' },
  ]
  t.equal(new Set(spellings.map(spelling => associatedData(spelling).toString())).size, spellings.length)
})

t.test('names outside of ASCII stay apart', async t => {
  const composed = associatedData({ ...context, userId: 'é' })
  const decomposed = associatedData({ ...context, userId: 'e\u0301' })
  t.notOk(composed.equals(decomposed))
})
