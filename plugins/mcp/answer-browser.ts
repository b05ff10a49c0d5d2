import type { FastifyInstance, onRequestHookHandler } from 'fastify'
import { isFromBrowser } from '../../src/http/pages/from-browser.js'
import { sendPage } from '../../src/http/pages/send-page.js'
import { STYLE } from '../../src/http/pages/style.js'
import { forBrowsersPage } from './pages/for-browsers.js'

const ENDS_IN_SLASH = /\/(?:\?|$)/

/**
 * A hook that answers people who open `/mcp` in a browser with a page, before they are asked for a password that would lead nowhere. To programs the address
 * says what the protocol says.
 */
export function answerBrowser(app: FastifyInstance): onRequestHookHandler {
  const page = forBrowsersPage(app.config)
  app.get('/mcp/pages.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(STYLE))
  return (request, reply, done) => {
    if (!isFromBrowser(request) || request.headers.authorization !== undefined) return done()
    // Links of the page are relative, so that a path in front of ours does not matter.
    if (ENDS_IN_SLASH.test(request.url)) return reply.redirect('../mcp', 302)
    sendPage(reply.header('allow', 'POST'), 405, page)
  }
}
