import t from 'tap'
import { note, problem, warning } from '../../src/config/finding.js'

t.test('problems stop the start, warnings and notes do not', async t => {
  t.match(problem('A', 'is wrong.', 'Write b.'), {
    kind: 'problem',
    variable: 'A',
    problem: 'is wrong.',
    fix: 'Write b.',
  })
  t.match(warning('A', 'hm'), { kind: 'warning', level: 'warn' })
  t.match(note('A', 'hm'), { kind: 'warning', level: 'info' })
})
