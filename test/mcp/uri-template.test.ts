import t from 'tap'
import { uriTemplate } from '../../src/mcp/uri-template.js'

const match = uriTemplate('note://{id}/part/{part}')

t.test('a URI that fits gives the values of its variables, decoded', async t => {
  t.strictSame(match('note://12/part/a%20b'), { id: '12', part: 'a b' })
})

t.test('a variable is not empty and holds no slash, query or fragment', async t => {
  for (const uri of ['note:///part/a', 'note://1/2/part/a', 'note://1/part/a?b', 'note://1/part/a#b', 'note://1/part/'])
    t.equal(match(uri), undefined, uri)
})

t.test('the whole URI has to fit', async t => {
  t.equal(match('xnote://1/part/2'), undefined)
  t.equal(match('note://1/part/2/more'), undefined)
})

t.test('bad percent encoding does not fit', async t => {
  t.equal(match('note://%zz/part/a'), undefined)
})

t.test('signs of regular expressions stand for themselves', async t => {
  const odd = uriTemplate('a.b+c(d)://{id}')
  t.strictSame(odd('a.b+c(d)://1'), { id: '1' })
  t.equal(odd('aXb+c(d)://1'), undefined)
})

t.test('a decoded value may hold a slash: it is data, whoever reads it has to look', async t => {
  t.strictSame(uriTemplate('f://{p}')('f://..%2Fx'), { p: '../x' })
})
