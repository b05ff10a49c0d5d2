import t from 'tap'
import { safeReturn } from '../../../src/sandbox/pages/safe-return.js'

t.test('a path of this installation is kept', async t => {
  t.equal(safeReturn('', '/apps/oidc/redirect?a=b'), '/apps/oidc/redirect?a=b')
  t.equal(safeReturn('/cloud', '/cloud/apps/notes/'), '/cloud/apps/notes/')
})

t.test('everything else becomes the home page', async t => {
  for (const target of [undefined, '', '//evil.example', 'https://evil.example', '/\\evil.example', '/a\\b', '/a\tb']) {
    t.equal(safeReturn('', target), '/apps/files/', String(target))
  }
  t.equal(safeReturn('/cloud', '/elsewhere'), '/cloud/apps/files/')
})
