import { createInterface } from 'node:readline/promises'
import { createTokenBroker } from '../../../src/auth/broker/create-token-broker.js'
import { AppError } from '../../../src/errors/app-error.js'
import { silentLog } from '../../../src/lib/log.js'
import { systemPorts } from '../../../src/lib/ports.js'
import { Secret } from '../../../src/lib/secret.js'
import { createHttpClient } from '../../../src/nextcloud/create-http-client.js'
import { openStorage } from '../../../src/storage/open-storage.js'
import { openVault } from '../../../src/vault/open-vault.js'
import { testOidc, testProvider } from './broker-world.js'

/** A process of its own: says "ready", waits for a line, asks for one access token, says what came of it. */
const [path = '', key = '', url = '', id = '', secret = ''] = process.argv.slice(2)
const storage = await openStorage({ path, now: Date.now })
const http = createHttpClient(
  { verifyTls: true, caBundle: undefined, keepAlive: false, forwardClientIp: false },
  { userAgent: 'test/1', log: silentLog, ports: systemPorts },
)
const broker = createTokenBroker({
  storage,
  vault: openVault([new Secret(key)]),
  oidc: testOidc(testProvider(url), { id, secret }),
  http,
  audit: { record: () => {} },
  ports: systemPorts,
  log: silentLog,
  config: { offlineAccess: true, maxAgeSeconds: undefined, nextcloudUrl: 'http://127.0.0.1:9' },
})
const input = createInterface({ input: process.stdin })
process.stdout.write('ready\n')
await input[Symbol.asyncIterator]().next()
const keepRunning = setInterval(() => {}, 1000)
const outcome = await broker.getAccessToken('alice').then(
  () => 'token',
  (error: unknown) => (error instanceof AppError ? error.code : String(error)),
)
process.stdout.write(`${outcome}\n`)
clearInterval(keepRunning)
input.close()
await storage.close()
await http.close()
