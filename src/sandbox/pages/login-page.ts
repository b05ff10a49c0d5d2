import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { constantTimeEqual } from '../../lib/constant-time-equal.js'
import { seeOther } from '../oidc/authorize-answer.js'
import { requestParams, text } from '../oidc/request-params.js'
import type { Account, World } from '../world.js'
import { browserSession, cookieOf, hasRequestToken, setCookie, signIn, signOut } from './browser-session.js'
import { html, sendPage } from './page-layout.js'
import { safeReturn } from './safe-return.js'

const FORM_COOKIE = 'nc_login_form'
const TOKEN_LENGTH = 64
const CONFIG = { kind: 'page', credentials: 'ignored' } as const

interface Form {
  returnTo: string | undefined
  user?: string
  problem?: string
  status?: number
}

/** `GET` and `POST /login`, `POST /logout`. Wrong passwords count against the address, as they do everywhere else. */
export function loginPage(scope: FastifyInstance, world: World): void {
  scope.get('/login', { config: CONFIG }, async (request, reply) => {
    const returnTo = text(requestParams(request), 'redirect_url')
    if (browserSession(world, request) !== undefined) return seeOther(reply, safeReturn(world.basePath, returnTo))
    return showForm(world, reply, { returnTo })
  })
  scope.post('/login', { config: CONFIG }, async (request, reply) => logIn(world, request, reply))
  scope.post('/logout', { config: CONFIG }, async (request, reply) => {
    const person = browserSession(world, request)
    if (person !== undefined && !hasRequestToken(request, person.session)) {
      return reply.code(412).send({ message: 'CSRF check failed' })
    }
    signOut(world, request, reply)
    return seeOther(reply, `${world.basePath}/login`)
  })
}

function logIn(world: World, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const params = requestParams(request)
  const user = text(params, 'user') ?? ''
  const form = { user, returnTo: text(params, 'redirect_url') }
  const shown = cookieOf(request, FORM_COOKIE)
  if (shown === '' || !constantTimeEqual(shown, text(params, 'requesttoken') ?? '')) {
    return showForm(world, reply, { ...form, problem: 'The form was too old. Please try again.', status: 412 })
  }
  if (world.bruteForce.blocked(request.ip)) {
    return showForm(world, reply, {
      ...form,
      problem: 'Too many wrong passwords. Please try again later.',
      status: 429,
    })
  }
  const account = accountOf(world, user, text(params, 'password') ?? '')
  if (account === undefined) {
    world.bruteForce.fail(request.ip)
    return showForm(world, reply, { ...form, problem: 'Wrong login or password.', status: 401 })
  }
  if (!account.enabled) return showForm(world, reply, { ...form, problem: 'This account is disabled.', status: 401 })
  const session = signIn(world, reply, account.uid)
  if (/[?&]prompt=login(&|$)/.test(form.returnTo ?? '')) session.madeForPrompt = true
  return seeOther(reply, safeReturn(world.basePath, form.returnTo))
}

function accountOf(world: World, user: string, password: string): Account | undefined {
  const account = world.findAccount(user)
  return account !== undefined && world.isPassword(account, password) ? account : undefined
}

/** The token of the form is also in a cookie: a page elsewhere can send the form, but not know what the cookie says. */
function showForm(world: World, reply: FastifyReply, { returnTo, user = '', problem, status = 200 }: Form) {
  const { basePath } = world
  const token = world.randomId(TOKEN_LENGTH)
  setCookie(world, reply, FORM_COOKIE, token)
  const body = html`<section class="card">
    <h2>Log in to Nextcloud</h2>
    ${problem === undefined ? html`` : html`<p class="warning" role="alert">${problem}</p>`}
    <form method="post" action="${basePath}/login">
      <input type="hidden" name="requesttoken" value="${token}" />
      <input type="hidden" name="redirect_url" value="${returnTo ?? ''}" />
      <label
        >Account name or email <input name="user" autocomplete="username" required autofocus value="${user}"
      /></label>
      <label>Password <input name="password" type="password" autocomplete="current-password" required /></label>
      <button type="submit" class="primary">Log in</button>
    </form>
  </section>`
  return sendPage(reply, { title: 'Login – Nextcloud', basePath, body }, status)
}
