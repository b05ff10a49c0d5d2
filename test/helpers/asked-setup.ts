import type { Test } from 'tap'
import { requestCookieName } from '../../src/auth/server/authorize/start-authorization.js'
import { openSession } from '../../src/auth/server/sessions/browser-session.js'
import { sha256 } from '../../src/lib/sha256.js'
import { requestOf } from '../storage/authorization-server-fixtures.js'
import { CHALLENGE, REDIRECT, serverSetup } from './server-setup.js'

/** A request that waits for an answer, in a browser in which alice is signed in; `bring` brings another. */
export async function askedSetup(t: Test, changes: Parameters<typeof requestOf>[0] = {}) {
  const setup = await serverSetup(t)
  await setup.giveAccess()
  const session = await openSession(setup.deps, 'alice', {})
  let count = 0
  const bring = async () => {
    const [id, binding] = [`${count++}`.padStart(43, 'r'), 'b'.repeat(43)]
    const hashes = { requestHash: sha256(id), cookieHash: sha256(binding) }
    const shared = { redirectUri: REDIRECT, codeChallenge: CHALLENGE, expiresAt: setup.now() + 600 }
    await setup.server.requests.add(requestOf({ ...shared, ...changes, ...hashes }))
    const signedOut = { [requestCookieName(setup.deps, hashes.requestHash)]: binding }
    return { id, signedOut, cookies: { ...signedOut, [session.name]: session.value } }
  }
  return { ...setup, bring, session, ...(await bring()) }
}
