import t from 'tap'
import { createNarrator } from '../../../src/cli/demo/narrator.js'

t.test('steps are numbered, and every line of output is indented', async t => {
  const lines: string[] = []
  const tell = createNarrator(line => lines.push(line))
  tell.step('First')
  tell.show('a\nb')
  tell.step('Second')
  t.strictSame(lines, ['', '1. First', '     a', '     b', '', '2. Second'])
})
