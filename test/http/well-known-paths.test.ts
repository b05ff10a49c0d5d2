import t from 'tap'
import { wellKnownPaths } from '../../src/http/well-known-paths.js'

t.test('at the root, and with the path of the resource', async t => {
  const expected = ['/.well-known/x', '/.well-known/x/mcp']
  t.strictSame(wellKnownPaths('x', 'https://mcp.example'), expected)
  t.strictSame(wellKnownPaths('x', 'https://mcp.example:8443'), expected)
})

t.test('a sub-path of ours is put between, where clients ask the root of the host', async t => {
  t.strictSame(wellKnownPaths('x', 'https://example.com/nc/mcp-server'), [
    '/.well-known/x',
    '/.well-known/x/mcp',
    '/.well-known/x/nc/mcp-server',
    '/.well-known/x/nc/mcp-server/mcp',
  ])
})

t.test('no path comes twice: routes that did would not start', async t => {
  const paths = wellKnownPaths('x', 'https://example.com/mcp')
  t.strictSame(paths, ['/.well-known/x', '/.well-known/x/mcp', '/.well-known/x/mcp/mcp'])
})
