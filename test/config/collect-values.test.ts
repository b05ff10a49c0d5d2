import t from 'tap'
import { collectValues } from '../../src/config/collect-values.js'
import { StorageFailed } from '../../src/errors/storage-errors.js'
import { KEY } from './hybrid-env.js'

const files: Record<string, string> = { '/run/key': `${KEY}\n`, '/run/empty': ' \n' }
const readFile = (path: string) => {
  const content = files[path]
  if (content === undefined) throw new StorageFailed('no such file')
  return content
}
const collect = (source: Record<string, string | undefined>, flags = {}) => collectValues(source, flags, readFile)

t.test('CFG-10: a secret can come from a file, and the line break at its end goes', async t => {
  t.strictSame(collect({ TOKEN_ENCRYPTION_KEY_FILE: '/run/key' }), {
    values: { TOKEN_ENCRYPTION_KEY: KEY },
    findings: [],
  })
})

t.test('CFG-10: a file that is missing or empty is an error, and its path is not shown', async t => {
  for (const [path, problem] of [
    ['/run/none', /cannot be read/],
    ['/run/empty', /empty file/],
  ] as const) {
    const { values, findings } = collect({ TOKEN_ENCRYPTION_KEY_FILE: path })
    t.strictSame(values, {})
    t.match(findings, [{ kind: 'problem', variable: 'TOKEN_ENCRYPTION_KEY_FILE', problem }])
    t.notMatch(JSON.stringify(findings), path)
  }
})

t.test('CFG-10: a secret and its file together are an error', async t => {
  const { findings } = collect({ TOKEN_ENCRYPTION_KEY: KEY, TOKEN_ENCRYPTION_KEY_FILE: '/run/key' })
  t.match(findings, [{ kind: 'problem', problem: /together with TOKEN_ENCRYPTION_KEY/ }])
  t.strictSame(collect({ TOKEN_ENCRYPTION_KEY: '', TOKEN_ENCRYPTION_KEY_FILE: '/run/key' }).findings, [])
})

t.test('every secret has a file variant', async t => {
  for (const name of ['NEXTCLOUD_PASSWORD', 'NEXTCLOUD_OIDC_CLIENT_SECRET', 'TOKEN_ENCRYPTION_KEY', 'WEBHOOK_SECRET']) {
    t.strictSame(collect({ [`${name}_FILE`]: '/run/key' }).values, { [name]: KEY }, name)
  }
})

t.test('a flag wins over the environment and over the file', async t => {
  t.strictSame(collect({ PORT: '1' }, { values: { PORT: '2' } }).values, { PORT: '2' })
  const { values, findings } = collect(
    { NEXTCLOUD_OIDC_CLIENT_SECRET_FILE: '/run/key' },
    { values: { NEXTCLOUD_OIDC_CLIENT_SECRET: 'flag' } },
  )
  t.strictSame(values, { NEXTCLOUD_OIDC_CLIENT_SECRET: 'flag' })
  t.notMatch(findings, [{ kind: 'problem' }])
})

t.test('CFG-10: a secret given as a flag is warned about, without the secret', async t => {
  const { findings } = collect({}, { values: { NEXTCLOUD_PASSWORD: 'hunter2', PORT: '1' } })
  t.match(findings, [{ kind: 'warning', variable: '--nextcloud-password', message: /list processes.*_FILE/ }])
  t.equal(findings.length, 1)
  t.notMatch(JSON.stringify(findings), /hunter2/)
})

t.test('CFG-7: --oauth drops name and password and says so', async t => {
  const source = { NEXTCLOUD_USERNAME: 'a', NEXTCLOUD_PASSWORD_FILE: '/run/none', PORT: '1' }
  const { values, findings } = collect(source, { oauth: true })
  t.strictSame(values, { PORT: '1' })
  t.match(findings, [
    { kind: 'warning', variable: '--oauth', message: /USERNAME and .*PASSWORD_FILE are set and ignored/ },
  ])
  t.strictSame(collect({ NEXTCLOUD_USERNAME: '' }, { oauth: true }).findings, [])
})

t.test('CFG-4: the empty text is false for a switch, and nothing for the rest', async t => {
  const { values } = collect({
    ENABLE_OFFLINE_ACCESS: '',
    PORT: ' ',
    NEXTCLOUD_HOST: '',
    ENABLE_BACKGROUND_OPERATIONS: '',
  })
  t.strictSame(values, { ENABLE_OFFLINE_ACCESS: '' }, 'and the empty second name of a switch is nothing, too')
})
