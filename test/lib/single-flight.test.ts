import t from 'tap'

import { singleFlight } from '../../src/lib/single-flight.js'

function deferred() {
  let settle: { resolve: (value: string) => void; reject: (error: Error) => void } | undefined
  const promise = new Promise<string>((resolve, reject) => (settle = { resolve, reject }))
  return { promise, ...settle! }
}

t.test('those who ask for one key at the same time share one run', async t => {
  const once = singleFlight<string>()
  const work = deferred()
  let runs = 0
  const task = () => {
    runs += 1
    return work.promise
  }
  const all = [once('k', task), once('k', task), once('k', task)]
  work.resolve('done')
  t.strictSame(await Promise.all(all), ['done', 'done', 'done'])
  t.equal(runs, 1)
})

t.test('another key runs by itself', async t => {
  const once = singleFlight<string>()
  t.strictSame(await Promise.all([once('a', async () => 'a'), once('b', async () => 'b')]), ['a', 'b'])
})

t.test('a failure is shared, and the next one tries again', async t => {
  const once = singleFlight<string>()
  const work = deferred()
  const all = Promise.allSettled([once('k', () => work.promise), once('k', () => work.promise)])
  work.reject(new TypeError('no'))
  t.strictSame(
    (await all).map(({ status }) => status),
    ['rejected', 'rejected'],
  )
  t.equal(await once('k', async () => 'again'), 'again')
})
