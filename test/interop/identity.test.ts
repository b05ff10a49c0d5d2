import t from 'tap'
import { begin, REDIRECT } from './begin.js'
import { OFFICIAL_CLIENTS } from './official-clients.js'
import { throughThePages } from './through-the-pages.js'

const ID = 'https://assistant.example/client.json'
const DOCUMENT = { client_id: ID, client_name: 'Assistant', redirect_uris: [REDIRECT] }
const fetchDocument = async (url: string) =>
  url === ID ? { body: Buffer.from(JSON.stringify(DOCUMENT)), maxAgeSeconds: 3600 } : undefined

for (const official of OFFICIAL_CLIENTS) {
  t.test(`${official.title} that publishes who it is does not register`, async t => {
    const options = { clientMetadataUrl: ID, overrides: () => ({ fetchDocument }) }
    const { server, kept, asking, connect } = await begin(t, official, options)
    t.equal(kept.client.client_id, ID)
    t.equal(kept.url!.searchParams.get('client_id'), ID)
    await asking.finishAuth(await throughThePages(server, kept.url!.href, { uid: 'u-1f3a' }))
    const client = connect()
    await client.connect()
    t.match(await client.callTool('nc_users_whoami', {}), { structuredContent: { user_id: 'u-1f3a' } })
  })
}
