import t from 'tap'
import { isDocumentUrl } from '../../../../src/auth/server/clients/document-url.js'

t.test('an https address with a name and a path is one', async t => {
  for (const id of ['https://claude.ai/oauth/claude-code-client-metadata', 'https://vscode.dev/c.json?v=1'])
    t.ok(isDocumentUrl(id), id)
})

t.test('everything else is an id like any other', async t => {
  for (const id of [
    'ncmcp_client_x',
    'http://claude.ai/x',
    'https://claude.ai',
    'https://claude.ai/',
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://2130706433/x',
    'https://localhost/x',
    'https://nextcloud/x',
    'https://user@claude.ai/x',
    'https://claude.ai/x#y',
    'https://claude.ai/a/../x',
    'https://CLAUDE.ai/x',
    'https://claude.ai:443/x',
    'https://claude.ai\\@evil.example/x',
    `https://claude.ai/${'x'.repeat(500)}`,
  ])
    t.notOk(isDocumentUrl(id), id)
})
