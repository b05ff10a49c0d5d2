import t from 'tap'
import { createClientDocuments } from '../../../../src/auth/server/clients/client-documents.js'
import type { FetchedDocument } from '../../../../src/auth/server/clients/fetch-document.js'
import { manualPorts } from '../../../helpers/manual-ports.js'

const ID = 'https://claude.ai/oauth/claude-code-client-metadata'
const GOOD = { client_id: ID, client_name: 'Claude Code', redirect_uris: ['http://localhost/callback'] }

function setup(document: unknown, maxAgeSeconds?: number) {
  const ports = manualPorts()
  const asked: string[] = []
  const fetched: FetchedDocument = { body: Buffer.from(JSON.stringify(document) ?? ''), maxAgeSeconds }
  const state = { fetched: document === undefined ? undefined : fetched }
  const fetchDocument = async (url: string) => {
    asked.push(url)
    return state.fetched
  }
  return { documents: createClientDocuments(fetchDocument, ports.now), asked, ports, state }
}

t.test('the document says name and redirects; the client is public', async t => {
  const { documents } = setup(GOOD)
  t.strictSame(await documents.clientAt(ID), {
    id: ID,
    name: 'Claude Code',
    source: 'document',
    authMethod: 'none',
    secretHash: null,
    redirectUris: ['http://localhost/callback'],
  })
  const { documents: nameless } = setup({ ...GOOD, client_name: undefined })
  t.match(await nameless.clientAt(ID), { name: 'claude.ai' })
})

t.test('a document that does not fit is none', async t => {
  for (const document of [
    undefined,
    [],
    { ...GOOD, client_id: `${ID}/` },
    { ...GOOD, client_id: 'https://evil.example/x' },
    { ...GOOD, redirect_uris: [] },
    { ...GOOD, redirect_uris: ['javascript:alert(1)'] },
    { ...GOOD, redirect_uris: ['https://claude.ai/cb', 'http://evil.example/'] },
    { ...GOOD, token_endpoint_auth_method: 'client_secret_post' },
    { ...GOOD, token_endpoint_auth_method: 'private_key_jwt' },
    { ...GOOD, client_secret: 'published' },
  ])
    t.equal(await setup(document).documents.clientAt(ID), undefined, JSON.stringify(document))
})

t.test('it is remembered as it says, but for five minutes to a day; without a word an hour', async t => {
  for (const [maxAge, minutes] of [
    [undefined, 60],
    [0, 5],
    [600, 10],
    [999_999_999, 24 * 60],
  ] as const) {
    const { documents, asked, ports } = setup(GOOD, maxAge)
    await Promise.all([documents.clientAt(ID), documents.clientAt(ID)])
    ports.advance(minutes * 60_000 - 1)
    await documents.clientAt(ID)
    t.equal(asked.length, 1, `${maxAge}: asked once`)
    ports.advance(1)
    await documents.clientAt(ID)
    t.equal(asked.length, 2, `${maxAge}: asked again`)
  }
})

t.test('a failure is remembered for half a minute', async t => {
  const { documents, asked, ports, state } = setup(undefined)
  for (let count = 0; count < 50; count += 1) t.equal(await documents.clientAt(ID), undefined)
  t.equal(asked.length, 1)
  state.fetched = { body: Buffer.from(JSON.stringify(GOOD)), maxAgeSeconds: undefined }
  ports.advance(30_000)
  t.ok(await documents.clientAt(ID))
})
