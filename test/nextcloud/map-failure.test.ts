import { inspect } from 'node:util'
import t from 'tap'
import type { HttpResponse } from '../../src/nextcloud/http-client.js'
import { mapFailure, unintelligible, type Route } from '../../src/nextcloud/map-failure.js'

const json = { 'content-type': 'application/json; charset=utf-8' }
const html = { 'content-type': 'text/html; charset=UTF-8' }
const xml = { 'content-type': 'application/xml; charset=utf-8' }
const sabre = (exception: string, message = 'UPSTREAM TEXT', header?: string) =>
  `<?xml version="1.0" encoding="utf-8"?>\n<d:error xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns">\n  <s:exception>${exception}</s:exception>\n  <s:message>${message}</s:message>${header === undefined ? '' : `\n  <s:header>${header}</s:header>`}\n</d:error>\n`
const ocs = (statuscode: number, message = 'UPSTREAM TEXT') =>
  `{"ocs":{"meta":{"status":"failure","statuscode":${statuscode},"message":"${message}"},"data":[]}}`

const OCS: Route = { kind: 'ocs' }
const OCS_APP: Route = { kind: 'ocs', appName: 'Talk' }
const APP: Route = { kind: 'app', appName: 'Notes' }
const DAV: Route = { kind: 'dav' }

const cases: [string, Route, number, Record<string, string>, string, object][] = [
  ['OCS without login', OCS, 401, json, ocs(997), { name: 'CredentialRejected' }],
  ['an app route with a wrong password', APP, 401, json, '{"message":""}', { name: 'CredentialRejected' }],
  [
    'an app route of a disabled account',
    APP,
    401,
    json,
    '{"message":"Account disabled"}',
    { name: 'CredentialRejected' },
  ],
  [
    'DAV with a wrong password',
    DAV,
    401,
    xml,
    sabre('Sabre\\DAV\\Exception\\NotAuthenticated'),
    { name: 'CredentialRejected' },
  ],
  [
    'DAV of a disabled account, which says 503',
    DAV,
    503,
    xml,
    sabre('Sabre\\DAV\\Exception\\ServiceUnavailable', 'OC\\User\\DisabledUserException: Account disabled'),
    { name: 'CredentialRejected' },
  ],
  [
    'an app route that never saw our header',
    APP,
    401,
    json,
    '{"message":"CORS requires basic auth"}',
    { name: 'NextcloudUnavailable', message: /OCS-APIRequest.*proxy/ },
  ],
  [
    'OCS that never saw our header',
    OCS,
    412,
    json,
    '{"message":"CSRF check failed"}',
    { name: 'NextcloudUnavailable', message: /OCS-APIRequest/ },
  ],
  [
    'a redirect',
    OCS,
    301,
    { location: 'https://cloud.example/' },
    '',
    { name: 'NextcloudUnavailable', message: /NEXTCLOUD_HOST/ },
  ],
  ['a success that could not be read', OCS, 200, html, '<html>', { name: 'NextcloudUnavailable' }],
  ['OCS for administrators only', OCS, 403, json, ocs(403), { name: 'Forbidden' }],
  ['a missing user', OCS, 404, json, ocs(404), { name: 'NotFound' }],
  ['somebody else’s groups', OCS, 404, json, ocs(998, ''), { name: 'NotFound' }],
  ['an OCS app that is not there', OCS_APP, 404, json, ocs(998), { name: 'AppMissing', message: /Talk/ }],
  ['an OCS app without that thing', OCS_APP, 404, json, ocs(404), { name: 'NotFound' }],
  ['an app that is not there', APP, 404, html, '', { name: 'AppMissing', message: /Notes/ }],
  ['an app without that route', APP, 405, json, '[]', { name: 'AppMissing' }],
  [
    'a missing note',
    APP,
    404,
    json,
    '{"errorType":"OCA\\\\Notes\\\\Service\\\\NoteDoesNotExistException"}',
    { name: 'NotFound' },
  ],
  [
    'a note that changed',
    APP,
    412,
    json,
    '{"id":296,"content":"UPSTREAM TEXT","etag":"25158a83b117ddea5b441bfccc8c5c4c"}',
    { name: 'PreconditionFailed', currentEtag: '25158a83b117ddea5b441bfccc8c5c4c' },
  ],
  ['a missing file', DAV, 404, xml, sabre('Sabre\\DAV\\Exception\\NotFound'), { name: 'NotFound' }],
  ['a folder that exists', DAV, 405, xml, sabre('Sabre\\DAV\\Exception\\MethodNotAllowed'), { name: 'Conflict' }],
  ['a folder without parent', DAV, 409, xml, sabre('Sabre\\DAV\\Exception\\Conflict'), { name: 'Conflict' }],
  [
    'a file that changed',
    DAV,
    412,
    { ...xml, etag: '"5c48"' },
    sabre('Sabre\\DAV\\Exception\\PreconditionFailed', 'x', 'If-Match'),
    { name: 'PreconditionFailed', currentEtag: '5c48' },
  ],
  [
    'a file that is gone',
    DAV,
    412,
    xml,
    sabre('Sabre\\DAV\\Exception\\PreconditionFailed', 'x', 'If-Match'),
    { name: 'PreconditionFailed', currentEtag: undefined },
  ],
  [
    'a file that exists',
    DAV,
    412,
    xml,
    sabre('Sabre\\DAV\\Exception\\PreconditionFailed', 'x', 'If-None-Match'),
    { name: 'Conflict' },
  ],
  [
    'a destination that exists',
    DAV,
    412,
    xml,
    sabre('Sabre\\DAV\\Exception\\PreconditionFailed', 'x', 'Overwrite'),
    { name: 'Conflict' },
  ],
  [
    'a file name that is reserved',
    DAV,
    400,
    xml,
    sabre('OCA\\DAV\\Connector\\Sabre\\Exception\\InvalidPath'),
    { name: 'InvalidRequest' },
  ],
  [
    'a range behind the end',
    DAV,
    416,
    xml,
    sabre('Sabre\\DAV\\Exception\\RequestedRangeNotSatisfiable'),
    { name: 'InvalidRequest' },
  ],
  ['a body that is too large', DAV, 413, xml, '', { name: 'TooLarge' }],
  ['a locked file', DAV, 423, xml, sabre('OCA\\DAV\\Connector\\Sabre\\Exception\\FileLocked'), { name: 'Locked' }],
  [
    'a folder with a locked file in it, which says 500',
    DAV,
    500,
    xml,
    sabre('OCP\\Lock\\LockedException'),
    { name: 'Locked' },
  ],
  ['a used up quota', DAV, 507, xml, sabre('Sabre\\DAV\\Exception\\InsufficientStorage'), { name: 'QuotaExceeded' }],
  ['brute-force protection', OCS, 429, json, ocs(429), { name: 'Throttled', retryAfterSeconds: 60 }],
  [
    'a rate limit that says how long',
    APP,
    429,
    { 'retry-after': '7' },
    '',
    { name: 'Throttled', retryAfterSeconds: 7 },
  ],
  [
    'maintenance on DAV',
    DAV,
    503,
    xml,
    sabre('OCA\\DAV\\Exception\\ServerMaintenanceMode', 'System is in maintenance mode.'),
    { name: 'NextcloudUnavailable', message: /maintenance/, retryAfterSeconds: 120 },
  ],
  [
    'maintenance on an app route',
    APP,
    503,
    { ...html, 'retry-after': '90' },
    '<title>Nextcloud</title> Maintenance mode',
    { name: 'NextcloudUnavailable', retryAfterSeconds: 90 },
  ],
  ['maintenance on OCS', OCS, 503, json, ocs(503, 'Service unavailable'), { name: 'NextcloudUnavailable' }],
  ['a crash', OCS, 500, json, ocs(996), { name: 'NextcloudUnavailable', message: /500/, retryAfterSeconds: 5 }],
  ['a gateway without Nextcloud behind it', APP, 502, html, 'UPSTREAM TEXT', { name: 'NextcloudUnavailable' }],
  ['a status that nobody expects', APP, 418, html, '', { name: 'InvalidRequest' }],
]

for (const [what, route, status, headers, body, expected] of cases) {
  t.test(`${what} (${route.kind} ${status})`, async t => {
    const response: HttpResponse = { status, headers, body: Buffer.from(body) }
    const failure = mapFailure(response, route, 0)
    t.match(failure, expected)
    t.notMatch(inspect(failure, { depth: 9, showHidden: true }), /UPSTREAM TEXT/, 'Nextcloud’s words stay behind')
  })
}

t.test('an answer that is not Nextcloud’s points at the setting', async t => {
  t.match(unintelligible(), { name: 'NextcloudUnavailable', message: /NEXTCLOUD_HOST/ })
})
