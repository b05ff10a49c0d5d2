import { randomBytes } from 'node:crypto'

/** What an SDK client keeps of its authorization, in memory: as an MCP client with a loopback redirect would. */
export function sdkOAuthProvider(redirectUrl: string, options: { clientMetadataUrl?: string } = {}) {
  const kept: { client?: any; tokens?: any; verifier?: string; url?: URL; state?: string; discovery?: any } = {}
  const provider = {
    redirectUrl,
    clientMetadata: {
      client_name: 'MCP Inspector',
      redirect_uris: [redirectUrl],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    },
    ...options,
    state: () => (kept.state = randomBytes(8).toString('hex')),
    clientInformation: () => kept.client,
    saveClientInformation: (client: unknown) => void (kept.client = client),
    tokens: () => kept.tokens,
    saveTokens: (tokens: unknown) => void (kept.tokens = tokens),
    redirectToAuthorization: (url: URL) => void (kept.url = url),
    saveCodeVerifier: (verifier: string) => void (kept.verifier = verifier),
    codeVerifier: () => kept.verifier ?? '',
    saveDiscoveryState: (discovery: unknown) => void (kept.discovery = discovery),
    discoveryState: () => kept.discovery,
    invalidateCredentials: (what: string) => {
      if (what === 'tokens' || what === 'all') delete kept.tokens
      if (what === 'client' || what === 'all') delete kept.client
    },
  }
  return { provider, kept }
}
