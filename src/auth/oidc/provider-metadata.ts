import type { Config } from '../../config/config.js'
import { OidcSetupFailed } from '../../errors/oidc-setup-failed.js'
import type { DiscoveryDocument } from './discover.js'
import { issuerOfDiscoveryUrl } from './discovery-urls.js'
import { normalizeUrl, originOf } from './normalize-url.js'
import type { ProviderMetadata } from './oidc-runtime.js'

/**
 * Checks a discovery document and turns it into what we use: issuer expected, endpoints pinned to known origins, the browser's
 * address applied to the authorization endpoint, the admin's overrides applied last.
 *
 * @throws {OidcSetupFailed} naming the member that may not be trusted.
 */
export function providerMetadata(document: DiscoveryDocument, config: Config): ProviderMetadata {
  const { oidc } = config
  const issuer = expectedIssuer(document.issuer, config)
  const pinned = pinnedEndpoint(config)
  const inward = oidc.internalRewrite ? withOriginOf(config.nextcloud.url) : (url: string) => url
  const endpoint = (name: EndpointName) => {
    const url = pinned(name, document[name])
    return url === undefined ? undefined : inward(url)
  }
  return {
    issuer,
    authorizationEndpoint: browserUrl(
      required('authorization_endpoint', pinned('authorization_endpoint', document.authorization_endpoint)),
      config,
    ),
    tokenEndpoint: required('token_endpoint', endpoint('token_endpoint')),
    jwksUri: oidc.jwksUri ?? required('jwks_uri', endpoint('jwks_uri')),
    userinfoEndpoint: oidc.userinfoUri ?? endpoint('userinfo_endpoint'),
    introspectionEndpoint: oidc.introspectionUri ?? endpoint('introspection_endpoint'),
    registrationEndpoint: endpoint('registration_endpoint'),
    revocationEndpoint: endpoint('revocation_endpoint'),
    scopesSupported: document.scopes_supported,
    codeChallengeMethodsSupported: document.code_challenge_methods_supported,
    ...issuerSets(issuer, config),
    isNextcloud: isNextcloud(issuer, config),
  }
}

type EndpointName =
  | 'token_endpoint'
  | 'jwks_uri'
  | 'userinfo_endpoint'
  | 'introspection_endpoint'
  | 'registration_endpoint'
  | 'revocation_endpoint'

/** Returned as the document spells it, for that is what tokens carry; compared normalised. */
function expectedIssuer(issuer: string, { oidc, nextcloud }: Config): string {
  const fromUrl = oidc.discoveryUrl ? issuerOfDiscoveryUrl(oidc.discoveryUrl) : nextcloud.url
  const expected = [fromUrl, oidc.issuer, oidc.publicIssuerUrl, ...(oidc.discoveryUrl ? [] : [nextcloud.publicUrl])]
  const normal = normalizeUrl(issuer)
  if (normal !== undefined && normalized(expected).includes(normal)) return issuer
  throw new OidcSetupFailed(
    'OIDC discovery names an issuer that is not expected here; set NEXTCLOUD_PUBLIC_ISSUER_URL (or OIDC_ISSUER) to the issuer that the provider announces',
  )
}

function pinnedEndpoint({ oidc, nextcloud }: Config) {
  const urls = [nextcloud.url, nextcloud.publicUrl, oidc.publicIssuerUrl, oidc.discoveryUrl, ...oidc.endpointOrigins]
  const origins = new Set(urls.map(url => (url ? originOf(url) : undefined)))
  const plainAllowed = nextcloud.url.startsWith('http:')
  return (name: string, url: string | undefined): string | undefined => {
    if (url === undefined) return undefined
    const origin = originOf(url)
    if (origin === undefined) throw new OidcSetupFailed(`OIDC discovery: ${name} is not an absolute http(s) URL`)
    if (!origins.has(origin))
      throw new OidcSetupFailed(
        `OIDC discovery: ${name} lies on an origin that is not the provider's; if it is, name it in OIDC_ENDPOINT_ORIGINS`,
      )
    if (origin.startsWith('http:') && !plainAllowed) throw new OidcSetupFailed(`OIDC discovery: ${name} must be https`)
    return url
  }
}

function required(name: string, url: string | undefined): string {
  if (url === undefined) throw new OidcSetupFailed(`OIDC discovery failed: the document lacks or misspells ${name}`)
  return url
}

/** Scheme and authority of `base`, the rest of the URL kept. */
function withOriginOf(base: string) {
  const origin = originOf(base)
  return (url: string): string => {
    const { pathname, search } = new URL(url)
    return origin === undefined ? url : origin + pathname + search
  }
}

function browserUrl(url: string, { oidc }: Config): string {
  return oidc.publicIssuerUrl ? withOriginOf(oidc.publicIssuerUrl)(url) : url
}

function isNextcloud(issuer: string, { oidc, nextcloud }: Config): boolean {
  const own = [nextcloud.url, nextcloud.publicUrl, ...(oidc.discoveryUrl ? [] : [oidc.publicIssuerUrl])]
  return normalized(own).includes(normalizeUrl(issuer) ?? '')
}

/**
 * Access tokens may carry any spelling of the issuer that the admin knows of; an ID token comes straight from the token endpoint,
 * so it carries the issuer of discovery, the public one, or, when its request was turned inward, the internal one.
 */
function issuerSets(issuer: string, config: Config): { acceptedIssuers: string[]; idTokenIssuers: string[] } {
  const { oidc, nextcloud } = config
  const publicOnes = [issuer, oidc.publicIssuerUrl, oidc.issuer]
  const own = isNextcloud(issuer, config) ? [nextcloud.url, normalizeUrl(nextcloud.url)] : []
  return {
    acceptedIssuers: distinct([...publicOnes, ...own, ...oidc.additionalIssuers]),
    idTokenIssuers: distinct([...publicOnes, ...(oidc.internalRewrite ? own : [])]),
  }
}

function distinct(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter(value => value !== undefined))]
}

function normalized(urls: readonly (string | undefined)[]): string[] {
  return distinct(urls.map(url => (url ? normalizeUrl(url) : undefined)))
}
