import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { seeOther } from '../oidc/authorize-answer.js'
import { toLogin } from '../oidc/login-redirect.js'
import { requestParams, text } from '../oidc/request-params.js'
import { SESSION_COOKIE, type World } from '../world.js'
import { browserSession, cookieOf, hasRequestToken, type SignedIn } from './browser-session.js'
import { accessForbidden } from './error-pages.js'
import { NoteView, ownRequest, type OwnRequest } from './own-request.js'
import { html, sendPage, type Html } from './page-layout.js'
import { personBar, requestTokenField } from './person-bar.js'

const NOTES = '/apps/notes/api/v1/notes'
const CONFIG = { kind: 'page', credentials: 'ignored' } as const

interface NoteRoute {
  Params: { id: string }
}
type Answer = (person: SignedIn) => FastifyReply | Promise<FastifyReply>

/** The person's notes: a list, a form to write a new one, and one to change each. What is saved here makes events. */
export function homePage(scope: FastifyInstance, world: World): void {
  const { basePath } = world
  const call = (request: FastifyRequest, person: SignedIn, own: OwnRequest) =>
    ownRequest(scope, { ...person, cookie: cookieOf(request, SESSION_COOKIE) }, own)

  for (const url of ['/', '/apps/files', '/apps/files/', '/apps/notes/']) {
    scope.get(url, { config: CONFIG }, async (request, reply) =>
      asPerson(world, request, reply, async person => {
        const { body } = await call(request, person, { method: 'GET', url: NOTES })
        const notes = z.array(NoteView).safeParse(body)
        return sendPage(reply, {
          basePath,
          bar: personBar(basePath, person),
          body: listBody(basePath, person, notes.data),
        })
      }),
    )
  }
  scope.get<NoteRoute>('/apps/notes/note/:id', { config: CONFIG }, async (request, reply) =>
    asPerson(world, request, reply, async person => {
      const { body } = await call(request, person, { method: 'GET', url: noteUrl(request.params.id) })
      const note = NoteView.safeParse(body)
      if (!note.success) return accessForbidden(world, reply, 'There is no such note.', 404)
      return sendPage(reply, {
        basePath,
        bar: personBar(basePath, person),
        body: noteBody(basePath, person, note.data),
      })
    }),
  )
  scope.post('/apps/notes/note', { config: CONFIG }, async (request, reply) =>
    save(world, request, reply, person =>
      call(request, person, { method: 'POST', url: NOTES, body: noteFields(request) }),
    ),
  )
  scope.post<NoteRoute>('/apps/notes/note/:id', { config: CONFIG }, async (request, reply) =>
    save(world, request, reply, person =>
      call(request, person, { method: 'PUT', url: noteUrl(request.params.id), body: noteFields(request) }),
    ),
  )
}

const noteUrl = (id: string) => `${NOTES}/${encodeURIComponent(id)}`

/** Browsers send line ends as CR LF (WHATWG HTML, form submission); notes have LF. */
function noteFields(request: FastifyRequest) {
  const params = requestParams(request)
  const title = text(params, 'title')
  const content = (text(params, 'content') ?? '').replaceAll('\r\n', '\n')
  return { content, ...(title !== undefined && { title }) }
}

function asPerson(world: World, request: FastifyRequest, reply: FastifyReply, answer: Answer) {
  const person = browserSession(world, request)
  return person === undefined ? toLogin(reply, world.basePath, request.originalUrl) : answer(person)
}

function save(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  write: (person: SignedIn) => Promise<{ status: number }>,
) {
  return asPerson(world, request, reply, async person => {
    if (!hasRequestToken(request, person.session)) return reply.code(412).send({ message: 'CSRF check failed' })
    const { status } = await write(person)
    if (status >= 400) return accessForbidden(world, reply, 'The note could not be saved.', status)
    return seeOther(reply, `${world.basePath}/apps/files/`)
  })
}

function listBody(basePath: string, person: SignedIn, notes: readonly NoteView[] | undefined): Html {
  const rows = (notes ?? []).map(
    ({ id, title }) => html`<li><a href="${basePath}/apps/notes/note/${id}">${title}</a></li> `,
  )
  const none = notes === undefined ? 'The notes cannot be read right now.' : 'No notes yet.'
  return html`<section class="card">
      <h2>Notes</h2>
      ${
        rows.length === 0
          ? html`<p>${none}</p>`
          : html`<ul>
              ${rows}
            </ul>`
      }
    </section>
    <section class="card">
      <h2>New note</h2>
      <form method="post" action="${basePath}/apps/notes/note">
        ${requestTokenField(person)}
        <label>Title <input name="title" required /></label>
        <label>Text <textarea name="content"></textarea></label>
        <button type="submit" class="primary">Create note</button>
      </form>
    </section>`
}

function noteBody(basePath: string, person: SignedIn, { id, title, content }: NoteView): Html {
  return html`<section class="card">
    <h2>${title}</h2>
    <form method="post" action="${basePath}/apps/notes/note/${id}">
      ${requestTokenField(person)}
      <label>Text <textarea name="content">${content}</textarea></label>
      <button type="submit" class="primary">Save</button> <a class="button" href="${basePath}/apps/files/">Back</a>
    </form>
  </section>`
}
