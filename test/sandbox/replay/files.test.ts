import { replayArea, type ReplayContext } from './harness.js'
import { NOT_IMITATED } from './not-imitated.js'

const PATH = '/remote.php/dav/files/alice/Contracts/same-second.txt'

/** Requests of a person that the recording leaves out. */
const ask = (
  { sandbox, bindings }: ReplayContext,
  uid: string,
  method: string,
  path: string,
  body: string,
  type: string,
) =>
  fetch(sandbox.url + path, {
    method,
    body,
    headers: {
      authorization: `Basic ${Buffer.from(bindings.apply(`${uid}:<${uid}-app-password>`)).toString('base64')}`,
      'content-type': type,
      'ocs-apirequest': 'true',
    },
  })

const setQuota = (quota: string) => async (context: ReplayContext) => {
  await ask(context, 'bob', 'PUT', '/remote.php/dav/files/bob/first.bin', 'x'.repeat(2000), 'text/plain')
  const fields = `key=quota&value=${encodeURIComponent(quota)}`
  await ask(context, 'admin', 'PUT', '/ocs/v2.php/cloud/users/bob', fields, 'application/x-www-form-urlencoded')
}

await replayArea('files', {
  notImitated: NOT_IMITATED['files'] ?? {},
  before: {
    'put.same-second': async context => {
      const first = await ask(context, 'alice', 'PUT', PATH, 'first', 'text/plain')
      context.bindings.bind('<etag of the first PUT>', first.headers.get('etag') ?? '')
    },
    'quota.put': setQuota('1000 B'),
    'quota.none': setQuota('none'),
  },
  headersFor: ({ id }, { bindings }) =>
    id === 'put.same-second' ? { authorization: bindings.apply('Basic alice:<alice-app-password>') } : {},
})
