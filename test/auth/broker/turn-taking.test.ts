import t from 'tap'
import { turnTaking } from '../../../src/auth/broker/turn-taking.js'

const later = () => new Promise<void>(resolve => setImmediate(resolve))

t.test('tasks of one key follow each other in the order of asking', async t => {
  const inTurn = turnTaking()
  const seen: string[] = []
  const task = (name: string) => async () => {
    seen.push(`${name} starts`)
    await later()
    seen.push(`${name} ends`)
    return name
  }
  t.strictSame(await Promise.all([inTurn('alice', task('a')), inTurn('alice', task('b'))]), ['a', 'b'])
  t.strictSame(seen, ['a starts', 'a ends', 'b starts', 'b ends'])
})

t.test('tasks of two keys run at the same time', async t => {
  const inTurn = turnTaking()
  let bobStarted = false
  await inTurn('alice', async () => {
    void inTurn('bob', async () => void (bobStarted = true))
    await later()
    t.ok(bobStarted)
  })
})

t.test('a failure is for the one who asked; the next one runs', async t => {
  const inTurn = turnTaking()
  const failing = inTurn('alice', () => Promise.reject(new RangeError('x')))
  const next = inTurn('alice', async () => 'ran')
  await t.rejects(failing, { message: 'x' })
  t.equal(await next, 'ran')
})

t.test('it is idle when the last task is over, also one that was asked for meanwhile or that failed', async t => {
  const inTurn = turnTaking()
  await inTurn.idle()
  const ended: string[] = []
  const task = (name: string) => async () => {
    await later()
    ended.push(name)
  }
  void inTurn('alice', task('a')).then(() => void inTurn('bob', task('b')))
  inTurn('carol', () => Promise.reject(new RangeError('x'))).catch(() => {})
  await inTurn.idle()
  t.strictSame(ended, ['a', 'b'])
})
