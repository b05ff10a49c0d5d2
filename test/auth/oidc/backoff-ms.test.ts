import t from 'tap'
import { backoffMs } from '../../../src/auth/oidc/backoff-ms.js'

t.test('waiting doubles from base to max, less up to a quarter', async t => {
  const limits = { baseMs: 1_000, maxMs: 15_000 }
  const most = (attempt: number) => backoffMs(attempt, limits, size => Buffer.alloc(size, 255))
  const least = (attempt: number) => backoffMs(attempt, limits, size => Buffer.alloc(size))
  t.strictSame([1, 2, 3, 4, 5, 10, 10_000].map(most), [1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000])
  t.strictSame([1, 5].map(least), [750, 11_250])
})
