import { XMLParser } from 'fast-xml-parser'
import t from 'tap'
import { searchRequest, type FileSearch } from '../../../src/nextcloud/files/search-request.js'

const search: FileSearch = { name: undefined, mimeType: undefined, favoritesOnly: false, limit: 3, offset: 6 }
const read = (scope: string, more: Partial<FileSearch>) =>
  new XMLParser({ removeNSPrefix: true, parseTagValue: false, ignoreDeclaration: true }).parse(
    searchRequest(scope, { ...search, ...more }),
  ).searchrequest.basicsearch

t.test('limit and offset are asked of Nextcloud, latest first', async t => {
  t.match(read('/files/alice', {}), {
    from: { scope: { href: '/files/alice', depth: 'infinity' } },
    limit: { nresults: '3', firstresult: '6' },
    orderby: { order: { prop: { getlastmodified: '' }, descending: '' } },
    where: { like: { literal: '%' } },
  })
  t.match(searchRequest('/files/a', search), /<nc:firstresult>6/, 'in the namespace that Nextcloud reads')
})

t.test('one condition stands alone, several are joined', async t => {
  t.match(read('/files/a', { name: 'x' }).where, { like: { literal: '%x%' } })
  t.match(read('/files/a', { name: 'x', mimeType: 'text/%', favoritesOnly: true }).where.and, {
    like: [{ literal: '%x%' }, { literal: 'text/%' }],
    eq: { prop: { favorite: '' }, literal: '1' },
  })
})

t.test('what a person types stays text', async t => {
  const name = `</d:literal></d:like>&"'<x>`
  t.equal(read('/files/a%20&b', { name }).where.like.literal, `%${name}%`)
  t.equal(read('/files/a%20&b', { name }).from.scope.href, '/files/a%20&b')
})
