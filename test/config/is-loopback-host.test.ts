import t from 'tap'
import { isLoopbackHost } from '../../src/config/is-loopback-host.js'

t.test('names and addresses of the machine itself', async t => {
  for (const host of ['127.0.0.1', '127.8.9.1', '::1', '[::1]', 'localhost', 'LOCALHOST.', 'nc.localhost']) {
    t.ok(isLoopbackHost(host), host)
  }
})

t.test('everything else is somewhere else', async t => {
  for (const host of ['0.0.0.0', '::', '10.0.0.1', 'fd00::1', 'localhost.example.com', '127.0.0.1.nip.io', 'app', '']) {
    t.notOk(isLoopbackHost(host), host)
  }
})
