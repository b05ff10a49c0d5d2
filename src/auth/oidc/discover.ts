import { z } from 'zod'
import type { Config } from '../../config/config.js'
import { OidcSetupFailed } from '../../errors/oidc-setup-failed.js'
import type { HttpClient, HttpResponse } from '../../nextcloud/http-client.js'
import { discoveryUrls } from './discovery-urls.js'
import { fetchDiscovery } from './fetch-discovery.js'

const Names = z.array(z.string()).optional()

/** The members of a discovery document that we read (OpenID Connect Discovery 1.0, section 3). */
export const DiscoveryDocument = z.object({
  issuer: z.string().min(1),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string().optional(),
  userinfo_endpoint: z.string().optional(),
  introspection_endpoint: z.string().optional(),
  registration_endpoint: z.string().optional(),
  revocation_endpoint: z.string().optional(),
  scopes_supported: Names,
  code_challenge_methods_supported: Names,
})
export type DiscoveryDocument = z.output<typeof DiscoveryDocument>

/**
 * Finds and reads the discovery document.
 *
 * @throws {OidcSetupFailed} saying which of these it was: no host, not found, another status, no connection, not JSON, not a document.
 */
export async function discover(config: Config, http: HttpClient): Promise<DiscoveryDocument> {
  const urls = discoveryUrls(config)
  for (const url of urls) {
    const response = await fetchDiscovery(http, url)
    if (response.status !== 404) return parse(response)
  }
  throw new OidcSetupFailed(
    'OIDC discovery failed: HTTP 404; is the "OpenID Connect Identity Provider" app (oidc) enabled in Nextcloud?',
    { passing: true, providerMissing: config.oidc.discoveryUrl === undefined },
  )
}

function parse({ status, body }: HttpResponse): DiscoveryDocument {
  if (status !== 200) throw new OidcSetupFailed(`OIDC discovery failed: HTTP ${status}`, { passing: true })
  const document = DiscoveryDocument.safeParse(json(body))
  if (document.success) return document.data
  const fields = document.error.issues.map(issue => issue.path.join('.')).join(', ')
  throw new OidcSetupFailed(`OIDC discovery failed: the document lacks or misspells ${fields || 'everything'}`)
}

function json(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch (cause) {
    // A proxy's error page with status 200: the next attempt may reach Nextcloud.
    throw new OidcSetupFailed('OIDC discovery failed: invalid response, not JSON', { cause, passing: true })
  }
}
