import t from 'tap'
import { transportRisk } from '../../src/config/transport-risk.js'

const CASES = {
  none: [
    'https://cloud.example.com',
    'http://localhost:8080',
    'http://nc.localhost',
    'http://127.0.0.1',
    'http://127.8.9.1:80',
    'http://[::1]:8000',
  ],
  private: [
    'http://app:80',
    'http://nextcloud',
    'http://10.1.2.3',
    'http://172.31.0.1',
    'http://192.168.1.5:8080',
    'http://169.254.1.1',
    'http://100.64.0.1',
    'http://[fd00::1]',
    'http://[fe80::1]',
    'http://[::ffff:10.0.0.1]',
    'http://nas.local',
    'http://nc.corp.internal',
    'http://nc.team.svc',
    'http://nc.team.svc.cluster.local',
    'http://nas.local.',
  ],
  public: [
    'http://cloud.example.com',
    'http://8.8.8.8',
    'http://172.32.0.1',
    'http://[2001:db8::1]',
    'http://localhost.example.com',
    'http://10.0.0.1.example.com',
    'http://evil.svc.example.com',
  ],
} as const

for (const [risk, addresses] of Object.entries(CASES)) {
  t.test(`CFG-12: the risk is ${risk}`, async t => {
    for (const address of addresses) t.equal(transportRisk(address), risk, address)
  })
}
