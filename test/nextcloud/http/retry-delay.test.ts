import t from 'tap'
import { Cancelled, NextcloudTimeout, NextcloudUnavailable, TooLarge } from '../../../src/errors/nextcloud-errors.js'
import type { HttpRequest, HttpResponse } from '../../../src/nextcloud/http-client.js'
import { retryDelay } from '../../../src/nextcloud/http/retry-delay.js'

const ports = { now: () => 0, random: (size: number) => Buffer.alloc(size, 0x80) }
const never = new NextcloudUnavailable('refused', { maybeSent: false })
const maybe = new NextcloudUnavailable('reset', { maybeSent: true })
const answer = (status: number, retryAfter?: string): HttpResponse => ({
  status,
  headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
  body: Buffer.alloc(0),
})

const again = (method: string, outcome: HttpResponse | Error, retry?: HttpRequest['retry'], attempt = 1) =>
  retryDelay({ method, url: 'http://x', ...(retry && { retry }) }, outcome, attempt, ports) !== undefined

for (const [method, outcome, retry, expected] of [
  ['GET', maybe, undefined, true],
  ['PROPFIND', maybe, undefined, true],
  ['SEARCH', answer(503, '1'), undefined, true],
  ['GET', answer(429, '10'), undefined, true],
  ['GET', answer(429, '11'), undefined, false],
  ['GET', answer(429), undefined, false],
  ['GET', answer(503), undefined, false],
  ['GET', answer(500, '1'), undefined, false],
  ['GET', answer(200), undefined, false],
  ['POST', never, undefined, true],
  ['PUT', maybe, undefined, false],
  ['DELETE', answer(503, '1'), undefined, false],
  ['MOVE', answer(429, '1'), undefined, false],
  ['POST', maybe, 'safe', true],
  ['GET', maybe, 'unsent', false],
  ['GET', never, 'never', false],
  ['GET', new NextcloudTimeout('late'), undefined, false],
  ['GET', new TooLarge('large'), undefined, false],
  ['GET', new Cancelled('enough'), undefined, false],
] as const) {
  const what = outcome instanceof Error ? `${outcome.name} (${outcome.message})` : `${outcome.status}`
  t.test(`${method} after ${what} with policy ${retry} is ${expected ? '' : 'not '}repeated`, async t => {
    t.equal(again(method, outcome, retry), expected)
  })
}

t.test('there is no fourth attempt', async t => {
  t.equal(again('GET', maybe, 'safe', 2), true)
  t.equal(again('GET', maybe, 'safe', 3), false)
})

t.test('waiting is full jitter that doubles, and never less than what was asked for', async t => {
  const request = { method: 'GET', url: 'http://x' }
  t.equal(retryDelay(request, maybe, 1, ports)?.toFixed(0), '201')
  t.equal(retryDelay(request, maybe, 2, ports)?.toFixed(0), '402')
  t.equal(retryDelay(request, maybe, 1, { ...ports, random: size => Buffer.alloc(size) }), 0)
  t.ok((retryDelay(request, answer(503, '2'), 1, ports) ?? 0) >= 2000)
})
