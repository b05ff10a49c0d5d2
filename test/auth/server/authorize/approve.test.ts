import t from 'tap'
import { approve, isApproved } from '../../../../src/auth/server/authorize/approve.js'
import { allow } from '../../../../src/auth/server/authorize/decide.js'
import { pendingRequest } from '../../../../src/auth/server/authorize/question.js'
import { askedSetup } from '../../../helpers/asked-setup.js'
import { refusal } from '../../../helpers/refusal.js'
import { URL_OF_US } from '../../../helpers/server-setup.js'

const approvalIn = (returnTo: string) => new URL(returnTo).searchParams.get('approval') ?? ''

t.test('only the sign-in that the answer started is an approval, and only the last one', async t => {
  const { deps, id, signedOut } = await askedSetup(t)
  const before = await pendingRequest(deps, id, signedOut)
  t.equal(isApproved(before, 'x'), false, 'nobody answered')
  const [first, last] = [await approve(deps, id, before), await approve(deps, id, before)]
  t.match(last.returnTo, `${URL_OF_US}/oauth/consent?request=${id}&approval=`)
  const pending = await pendingRequest(deps, id, signedOut)
  t.equal(isApproved(pending, approvalIn(last.returnTo)), true)
  for (const wrong of [approvalIn(first.returnTo), '', undefined, [approvalIn(last.returnTo)]])
    t.equal(isApproved(pending, wrong), false)
})

t.test('what is kept is a hash, and nothing is granted', async t => {
  const { deps, id, signedOut, server } = await askedSetup(t)
  const { returnTo } = await approve(deps, id, await pendingRequest(deps, id, signedOut))
  const { request } = await pendingRequest(deps, id, signedOut)
  t.match(request.approvalHash, /^[\w-]{43}$/)
  t.not(request.approvalHash, approvalIn(returnTo))
  t.strictSame(await server.consents.ofUser('alice'), [])
})

t.test('the sign-in has ten minutes of its own, in the same browser', async t => {
  const { deps, id, signedOut, ports } = await askedSetup(t)
  ports.advance(590_000)
  const { cookie } = await approve(deps, id, await pendingRequest(deps, id, signedOut))
  t.match(cookie, { value: Object.values(signedOut)[0], maxAgeSeconds: 600 })
  t.ok(cookie.name in signedOut)
  ports.advance(590_000)
  t.ok(await pendingRequest(deps, id, signedOut))
  ports.advance(10_000)
  await t.rejects(pendingRequest(deps, id, signedOut), refusal('invalid_request'))
})

t.test('a request that was answered meanwhile cannot be allowed again', async t => {
  const { deps, id, signedOut } = await askedSetup(t)
  const pending = await pendingRequest(deps, id, signedOut)
  await allow(deps, pending.request, 'alice')
  await t.rejects(approve(deps, id, pending), refusal('invalid_request'))
})
