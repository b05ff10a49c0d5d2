import t from 'tap'
import { masked, newAttempt, redeem, refresh } from '../../../src/cli/demo/oauth-client.js'
import { walkSignIn } from '../../../src/cli/demo/walk-sign-in.js'
import { oauthStory } from './oauth-story.js'

t.test('an attempt asks for everything, for this resource, with a challenge that is not the verifier', async t => {
  const { client } = await oauthStory(t)
  const [attempt, other] = [await newAttempt(client), await newAttempt(client)]
  const { searchParams } = new URL(attempt.url)
  t.match(Object.fromEntries(searchParams), {
    client_id: client.information.client_id,
    resource: client.resource,
    scope: /notes\.write/,
    code_challenge_method: 'S256',
    state: attempt.state,
  })
  t.notOk(attempt.url.includes(attempt.verifier))
  t.not(attempt.state, other.state)
})

t.test('a code without its verifier is worth nothing, and an unknown refresh token neither', async t => {
  const { world, tell, client, walk } = await oauthStory(t)
  const { code } = await walkSignIn(world, tell, walk)
  await t.rejects(redeem(client, code, 'x'.repeat(43)), { code: 'NCMCP_DEMO_FAILED' })
  t.match(await refresh(client, 'ncmcp_rt_unknown'), { status: 400, body: { error: 'invalid_grant' } })
})

t.test('a masked token cannot be used', async t => {
  t.equal(masked('ncmcp_at_abcdefghijk'), 'ncmcp_at_abcd…')
})
