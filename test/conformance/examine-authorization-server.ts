import { freePort } from '../helpers/free-port.js'
import { OAUTH } from '../helpers/oauth-server.js'
import { newClient } from '../helpers/scripted-client.js'
import { throughThePages } from '../interop/through-the-pages.js'
import { runSuite, type Ran } from './run-suite.js'
import { serveOnLoopback } from './serve.js'

/**
 * The suite's scenarios for authorization servers, against the one that OAuth mode has for clients that must register. The suite waits for somebody to
 * open a link and allow it: Alice does.
 */
export async function examineAuthorizationServer(): Promise<Ran> {
  const server = await serveOnLoopback(OAUTH)
  const { base: url, sandbox } = server
  try {
    const port = await freePort()
    const { id } = await newClient({ url }, { redirect_uris: [`http://127.0.0.1:${port}/callback`] })
    const settings = ['--url', url, '--client-id', id, '--resource', `${url}/mcp`, '--port', String(port)]
    const given = new AbortController()
    let link: string | undefined
    const onOutput = (stdout: string) => {
      if (link !== undefined) return
      link = /^(http\S+\/oauth\/authorize\?\S+)\n/m.exec(stdout)?.[1]
      if (link !== undefined) answer(link).catch((error: unknown) => given.abort(error))
    }
    const answer = async (asked: string) => fetch(await throughThePages({ url, sandbox }, asked))
    return await runSuite(['authorization', ...settings], { onOutput, signal: given.signal })
  } finally {
    await server.close()
  }
}
