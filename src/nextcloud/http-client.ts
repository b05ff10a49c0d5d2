import type { Secret } from '../lib/secret.js'

/** How a request to Nextcloud proves who it is for. */
export type Credential =
  | {
      kind: 'basic'
      loginName: string
      password: Secret
      /** Name and password as RFC 7617 encodes them, when they came that way; saves encoding them anew. */
      encoded?: Secret
    }
  | { kind: 'bearer'; token: Secret }

export interface HttpRequest {
  method: string
  /** Absolute URL. */
  url: string
  headers?: Readonly<Record<string, string>>
  body?: string | Uint8Array
  credential?: Credential
  /** Whole request, default 30 000. */
  timeoutMs?: number
  /** Of the response body, default 10 MiB. More is `TooLarge`. */
  maxBytes?: number
  signal?: AbortSignal
  /**
   * `safe` (the default for GET, HEAD, PROPFIND, REPORT, SEARCH): repeated on connection failure, 429 and 503 with `Retry-After`.
   * `unsent` (the default for the rest): repeated only when the request cannot have left (refused, DNS, TLS).
   * `never`: one attempt.
   */
  retry?: 'safe' | 'unsent' | 'never'
  /** Sent as `X-Forwarded-For` when `NEXTCLOUD_FORWARD_CLIENT_IP` is on. */
  clientIp?: string
}

export interface HttpResponse {
  status: number
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>
  body: Buffer
}

/**
 * One client for every request that leaves for Nextcloud or its identity provider: CA bundle, TLS, timeouts, keep-alive, size limits.
 * It sends `OCS-APIRequest: true` on each request, keeps no cookies and follows no redirects: a 3xx is returned as it is.
 */
export interface HttpClient {
  /**
   * Any status is a response; only the lack of one is thrown.
   * @throws {NextcloudUnavailable} `maybeSent` says whether it may have arrived. {@link NextcloudTimeout} is one of them.
   * @throws {TooLarge} when the body passes `maxBytes`.
   * @throws {Cancelled} when `signal` aborted.
   */
  send(request: HttpRequest): Promise<HttpResponse>
  close(): Promise<void>
}
