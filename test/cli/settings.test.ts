import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import t from 'tap'
import { addSettings, printWarnings, readSettings, type Options } from '../../src/cli/settings.js'
import { hybridEnv, KEY } from '../config/hybrid-env.js'
import { fakeIo } from './fake-io.js'

const parse = (...args: string[]): Options =>
  addSettings(new Command('x').exitOverride()).parse(args, { from: 'user' }).opts()

t.test('flags reach the configuration under the name of their variable', async t => {
  const options = parse('--port', '8123', '--mcp-server-url', 'https://mcp.example.com', '-l', 'debug')
  const { config } = readSettings(options, fakeIo(hybridEnv({ PORT: '1' })))
  t.match(config, { server: { port: 8123, publicUrl: 'https://mcp.example.com' }, log: { level: 'debug' } })
})

t.test('--oauth and --no-oauth are on, off or not said', async t => {
  const env = { NEXTCLOUD_HOST: 'https://nc.example.com', NEXTCLOUD_USERNAME: 'a', NEXTCLOUD_PASSWORD: 'p' }
  t.equal(readSettings(parse('--oauth'), fakeIo(env)).config.mode, 'oauth')
  t.equal(readSettings(parse('--no-oauth'), fakeIo(env)).config.mode, 'single_user_basic')
  t.equal(readSettings(parse(), fakeIo(hybridEnv())).config.mode, 'hybrid')
})

t.test('a switch without an argument says true', async t => {
  const env = { NEXTCLOUD_HOST: 'https://nc.example.com', NEXTCLOUD_USERNAME: 'a', NEXTCLOUD_PASSWORD: 'p', HOST: '::' }
  const { warnings } = readSettings(parse('--insecure-open'), fakeIo(env))
  t.match(
    warnings.map(({ variable }) => variable),
    ['MCP_INSECURE_OPEN', 'NEXTCLOUD_USERNAME'],
  )
  t.throws(() => readSettings(parse(), fakeIo(env)), { code: 'NCMCP_CONFIG_INVALID' })
})

t.test('--env-file is read, and the environment wins over it', async t => {
  const file = join(t.testdir(), 'settings.env')
  writeFileSync(file, `# comment\nPORT=8001\nHOST="0.0.0.0"\nTOKEN_ENCRYPTION_KEY='${KEY}'\n`)
  const io = fakeIo(hybridEnv({ PORT: '8002', TOKEN_ENCRYPTION_KEY: undefined }))
  const source = { ...io, env: Object.fromEntries(Object.entries(io.env).filter(([, value]) => value !== undefined)) }
  t.match(readSettings(parse('--env-file', file), source).config.server, { port: 8002, host: '0.0.0.0' })
})

t.test('an --env-file that cannot be read is a failure in plain words', async t => {
  t.throws(() => readSettings(parse('--env-file', '/none'), fakeIo(hybridEnv())), { code: 'NCMCP_START_FAILED' })
})

t.test('warnings and notes go to stderr and say which they are', async t => {
  const io = fakeIo()
  printWarnings(
    [
      { level: 'warn', variable: 'A', message: 'is odd.' },
      { level: 'info', variable: 'B', message: 'is off.' },
    ],
    io,
  )
  t.equal(io.stderr(), 'Warning: A is odd.\nNote: B is off.')
  t.equal(io.stdout(), '')
})
