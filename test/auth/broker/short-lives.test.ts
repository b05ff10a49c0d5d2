import t from 'tap'
import { shortLives } from '../../../src/auth/broker/short-lives.js'

const grant = (life: number | null, lastRefreshAt: number | null = null) => ({
  provisionedAt: 1_000,
  lastRefreshAt,
  refreshExpiresAt: life === null ? null : (lastRefreshAt ?? 1_000) + life,
})

t.test('OP-4: grants of half an hour are said once in the log, and in the status as long as there are any', async t => {
  const said: string[] = []
  const lives = shortLives({ warn: (_fields: unknown, message?: string) => void said.push(String(message)) })
  t.strictSame(lives.warnings(), [])
  lives.seen([grant(86_399), grant(1_800, 5_000)])
  lives.seen([grant(1_800)])
  t.match(lives.warnings(), [/lapses 30 minutes .* refresh_expire_time --value=2592000/])
  t.equal(said.length, 1)
  lives.seen([])
  t.strictSame(lives.warnings(), [])
})

t.test('OP-4: one that lapses soon because it is old, or never, is no cause', async t => {
  const lives = shortLives({ warn: () => t.fail('nothing to say') })
  lives.seen([grant(2_592_000), grant(null)])
  t.strictSame(lives.warnings(), [])
})
