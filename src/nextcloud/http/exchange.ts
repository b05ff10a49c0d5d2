import type { Dispatcher } from 'undici'
import { Cancelled, NextcloudTimeout, TooLarge, type NextcloudError } from '../../errors/nextcloud-errors.js'
import type { HttpResponse } from '../http-client.js'
import { connectionFailure } from './connection-failure.js'

/** One attempt, ready for the wire. */
export interface WireRequest {
  options: Dispatcher.DispatchOptions
  /** Until the last byte of the answer. */
  timeoutMs: number
  /** Of the answer's body. */
  maxBytes: number
  signal: AbortSignal | undefined
}

/**
 * Sends once and collects the answer.
 *
 * @throws {NextcloudUnavailable} {@link NextcloudTimeout} {@link TooLarge} {@link Cancelled}
 */
export function exchange(dispatcher: Dispatcher, wire: WireRequest): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const attempt = new Exchange(wire, resolve, reject)
    if (attempt.open()) dispatcher.dispatch(wire.options, attempt)
  })
}

/**
 * undici's dispatch interface directly: no streams, and `onRequestStart` is called when a connected socket takes the
 * request, so that "was it sent?" has an exact answer.
 */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #wire: WireRequest
  readonly #resolve: (response: HttpResponse) => void
  readonly #reject: (failure: NextcloudError) => void
  readonly #chunks: Buffer[] = []
  #controller: Dispatcher.DispatchController | undefined
  #timer: NodeJS.Timeout | undefined
  #done = false
  #sent = false
  #size = 0
  #status = 0
  #headers: Record<string, string> = {}

  constructor(wire: WireRequest, resolve: (response: HttpResponse) => void, reject: (failure: NextcloudError) => void) {
    this.#wire = wire
    this.#resolve = resolve
    this.#reject = reject
  }

  open(): boolean {
    const { signal, timeoutMs } = this.#wire
    if (signal?.aborted) {
      this.#cancel()
      return false
    }
    signal?.addEventListener('abort', this.#cancel)
    this.#timer = setTimeout(this.#expire, timeoutMs)
    return true
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#done) return controller.abort(new Cancelled('The request was given up before it was sent.'))
    this.#sent = true
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (status < 200) return
    this.#status = status
    this.#headers = flatten(headers)
    const announced = Number(this.#headers['content-length'] ?? 0)
    if (announced > this.#wire.maxBytes && this.#wire.options.method !== 'HEAD') this.#stop(this.#tooLarge())
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#done) return
    this.#size += chunk.length
    if (this.#size > this.#wire.maxBytes) return this.#stop(this.#tooLarge())
    this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    if (!this.#close()) return
    const [first] = this.#chunks
    const body = this.#chunks.length === 1 && first ? first : Buffer.concat(this.#chunks, this.#size)
    this.#resolve({ status: this.#status, headers: this.#headers, body })
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: unknown): void {
    if (this.#close()) this.#reject(connectionFailure(error, this.#sent))
  }

  readonly #cancel = () => this.#stop(new Cancelled('The caller gave up.'))

  readonly #expire = () =>
    this.#stop(new NextcloudTimeout('The server did not answer in time.', { maybeSent: this.#sent }))

  #tooLarge = () => new TooLarge(`The answer is larger than ${this.#wire.maxBytes} bytes.`)

  #stop(failure: NextcloudError): void {
    if (!this.#close()) return
    this.#reject(failure)
    this.#controller?.abort(failure)
  }

  /** @returns false when it was closed before. */
  #close(): boolean {
    if (this.#done) return false
    this.#done = true
    clearTimeout(this.#timer)
    this.#wire.signal?.removeEventListener('abort', this.#cancel)
    return true
  }
}

/** Cookies are dropped here: with a cookie, Nextcloud asks DAV calls for a request token. */
function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const name in headers) {
    const value = headers[name]
    if (value === undefined || name === 'set-cookie') continue
    flat[name] = typeof value === 'string' ? value : value.join(', ')
  }
  return flat
}
