import t from 'tap'

import { clientNetwork } from '../../../src/auth/basic/client-network.js'

t.test('an IPv4 address stands for itself, however it is written', async t => {
  t.equal(clientNetwork('192.0.2.7'), '192.0.2.7')
  for (const ip of ['::ffff:192.0.2.7', '::FFFF:192.0.2.7', '0:0:0:0:0:ffff:192.0.2.7']) {
    t.equal(clientNetwork(ip), '192.0.2.7', ip)
  }
})

t.test('all addresses of one IPv6 /64 are one client', async t => {
  const network = '20010db800010002'
  for (const ip of [
    '2001:db8:1:2::1',
    '2001:DB8:1:2:ffff:ffff:ffff:ffff',
    '2001:0db8:0001:0002:0:0:0:9',
    '2001:db8:1:2::1%eth0',
  ]) {
    t.equal(clientNetwork(ip), network, ip)
  }
  t.not(clientNetwork('2001:db8:1:3::1'), network)
})

t.test('the prefix may be another', async t => {
  t.equal(clientNetwork('2001:db8:1:2ff::1', 56), clientNetwork('2001:db8:1:200::1', 56))
  t.not(clientNetwork('2001:db8:1:2ff::1', 56), clientNetwork('2001:db8:1:3ff::1', 56))
})

t.test('compressed forms expand', async t => {
  t.equal(clientNetwork('::1'), '0000000000000000')
  t.equal(clientNetwork('fe80::'), 'fe80000000000000')
  t.equal(clientNetwork('64:ff9b::192.0.2.1', 128), '0064ff9b0000000000000000c0000201')
})

t.test('what is no address stays as it is', async t => {
  for (const text of ['', 'unknown', 'a:b']) t.equal(clientNetwork(text), text)
})
