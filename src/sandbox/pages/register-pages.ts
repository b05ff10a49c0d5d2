import type { FastifyInstance } from 'fastify'
import type { OidcRoom } from '../oidc/register-oidc.js'
import { acceptAnyBody } from '../oidc/request-params.js'
import type { World } from '../world.js'
import { astrolabeSettings } from './astrolabe-settings.js'
import { homePage } from './home-page.js'
import { loginPage } from './login-page.js'
import { stylesheet } from './stylesheet.js'

/** The pages that a person can click, without a script: login, notes, "Astrolabe admin settings", logout. */
export function registerPages(app: FastifyInstance, world: World, oidc: OidcRoom): void {
  void app.register(async scope => {
    acceptAnyBody(scope)
    stylesheet(scope)
    loginPage(scope, world)
    homePage(scope, world)
    astrolabeSettings(scope, world, oidc)
  })
}
