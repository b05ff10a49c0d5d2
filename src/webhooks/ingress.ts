/** Where Nextcloud posts its events, relative to the base URL that Nextcloud uses for us. */
export const INGRESS_PATH = '/webhooks/nextcloud'

/** The path that Astrolabe 0.12 asks for; served by the same receiver. */
export const INGRESS_ALIAS = '/api/v1/webhooks/callback'

/** The URI we register: always ours, never the caller's (GAP-22). */
export function ingressUri(baseUrl: string): string {
  return `${baseUrl}${INGRESS_PATH}`
}
