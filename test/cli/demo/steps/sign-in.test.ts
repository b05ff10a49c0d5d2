import t from 'tap'
import { signIn } from '../../../../src/cli/demo/steps/sign-in.js'
import { oauthStory } from '../oauth-story.js'

t.test('alice is told to sign in, and comes back with a code; a wrong password brings none', async t => {
  const { world, tell, told, walk } = await oauthStory(t)
  const stranger = () => ({ ...world.user('alice'), password: 'not-the-password' })
  await t.rejects(signIn({ ...world, user: stranger }, tell, walk), { code: 'NCMCP_DEMO_FAILED' })
  t.match(await signIn(world, tell, walk), { code: /^ncmcp_ac_/ })
  t.match(told(), /signs in at Nextcloud and is asked/)
})
