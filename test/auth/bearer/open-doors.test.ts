import t from 'tap'
import type { BearerDoor } from '../../../src/auth/bearer/bearer-door.js'
import { openDoors } from '../../../src/auth/bearer/open-doors.js'
import { clientFault } from '../../../src/auth/bearer/token-facts.js'

function door(name: string, owns: (token: string) => boolean): BearerDoor & { asked: string[] } {
  const asked: string[] = []
  const principal = { userId: name, via: 'bearer' as const, scopes: [], credentialHash: name }
  const login = {
    principal,
    credential: async () => Promise.reject(new TypeError('not asked for')),
    rejected: () => {},
    confirm: async () => clientFault('inactive'),
  }
  return {
    asked,
    owns: token => owns(token.reveal()),
    enter: async token => (asked.push(token.reveal()), { ok: true, login }),
  }
}

t.test('the first door that owns a token is the only one that is asked', async t => {
  const own = door('own', token => token.startsWith('mine'))
  const rest = door('rest', () => true)
  t.match(await openDoors([own, rest], ['Bearer mine-1'], 1024), { ok: true, login: { principal: { userId: 'own' } } })
  t.match(await openDoors([own, rest], ['bearer theirs'], 1024), { ok: true, login: { principal: { userId: 'rest' } } })
  t.strictSame([own.asked, rest.asked], [['mine-1'], ['theirs']])
})

t.test('what is no bearer token opens no door', async t => {
  const rest = door('rest', () => true)
  const tries = {
    missing: [[], ['Basic abc'], ['DPoP abc']],
    malformed: [['Bearer a', 'Bearer b'], ['Bearer  a'], ['Bearer a, Bearer b']],
  }
  for (const [reason, all] of Object.entries(tries))
    for (const one of all)
      t.match(await openDoors([rest], one, 1024), { ok: false, reason, fault: 'client' }, String(one))
  t.match(await openDoors([rest], [`Bearer ${'x'.repeat(2000)}`], 1024), { reason: 'too_large' })
  t.strictSame(rest.asked, [])
})

t.test('a token that nobody owns is not taken', async t => {
  t.match(await openDoors([door('own', () => false)], ['Bearer abc'], 1024), { ok: false, fault: 'client' })
})
