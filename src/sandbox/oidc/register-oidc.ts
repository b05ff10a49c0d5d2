import type { FastifyInstance } from 'fastify'
import type { Sandbox } from '../sandbox.js'
import type { BearerCheck, World } from '../world.js'
import { addClient } from './add-client.js'
import { authorize } from './authorize.js'
import { checkBearer } from './check-bearer.js'
import { clientManagement } from './client-management.js'
import { consentApi } from './consent-api.js'
import { consentPage } from './consent-page.js'
import { discovery } from './discovery.js'
import { introspection } from './introspection.js'
import { issueTokens } from './issue-tokens.js'
import type { OidcContext } from './oidc-context.js'
import { createOidcState } from './oidc-state.js'
import { registration } from './registration.js'
import { acceptAnyBody } from './request-params.js'
import { sessionRoutes } from './session-routes.js'
import { tokenEndpoint } from './token-endpoint.js'
import { userinfo } from './userinfo.js'

const ROUTES = [
  discovery,
  registration,
  clientManagement,
  authorize,
  sessionRoutes,
  consentPage,
  consentApi,
  tokenEndpoint,
  userinfo,
  introspection,
]

/** What the rest of the sandbox takes from the `oidc` app. */
export interface OidcRoom extends Pick<Sandbox, 'createClient' | 'issueTokens'> {
  checkBearer: BearerCheck
  /** Forgets failed attempts with registration tokens, of every address. */
  resetBruteForce(): void
}

/** The identity provider: the `oidc` app 2.0.9, and how `user_oidc` 8.11 asks it about bearer tokens. */
export function registerOidc(app: FastifyInstance, world: World): OidcRoom {
  const context: OidcContext = { world, state: createOidcState() }
  void app.register(async scope => {
    acceptAnyBody(scope)
    for (const routes of ROUTES) routes(scope, context)
  })
  return {
    checkBearer: token => checkBearer(context, token),
    resetBruteForce: () => context.state.registrationFailures.reset(),
    issueTokens: options => issueTokens(context, options),
    createClient: ({ redirectUris, name = 'Client', tokenType, resourceUrl, allowedScopes }) =>
      addClient(
        context,
        {
          name,
          redirectUris,
          ...(tokenType && { tokenType }),
          ...(resourceUrl !== undefined && { resourceUrl }),
          ...(allowedScopes !== undefined && { allowedScopes }),
        },
        { dynamic: false },
      ),
  }
}
