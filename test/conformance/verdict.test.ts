import t from 'tap'
import { judge, readSummary, requiredOfServers } from './verdict.js'

const OUTPUT = `=== Running scenario: ping ===
✓ not-in-the-summary: 9 passed, 0 failed

=== SUMMARY ===
✓ ping: 2 passed, 0 failed
✗ tools-list: 1 passed, 3 failed
✓ resources-list: 0 passed, 0 failed

Total: 3 passed, 3 failed
`

t.test('the closing list is read, and nothing before it', async t => {
  t.strictSame(
    [...readSummary(OUTPUT)],
    [
      ['ping', { passed: 2, failed: 0 }],
      ['tools-list', { passed: 1, failed: 3 }],
      ['resources-list', { passed: 0, failed: 0 }],
    ],
  )
  t.equal(readSummary('').size, 0)
})

t.test('what is required of servers is told from what is required of clients', async t => {
  const yaml = '# words\n\nserver:\n  - ping\n  - tools-list\n\nclient:\n  - auth/x\n\nnot_scored:\n  - scenario: y\n'
  t.strictSame(requiredOfServers(yaml), ['ping', 'tools-list'])
  t.strictSame(requiredOfServers('client:\n  - auth/x\n'), [])
})

t.test('green is only what ran and passed', async t => {
  const verdict = (required: string[], code = 0, stdout = OUTPUT) => judge('x', required, { code, stdout })
  t.match(verdict(['ping']), {
    green: true,
    line: 'conformance, x: 1 passed, 0 failed, of 1 required scenarios (2 checks); not scored: 0 of 2 passed',
  })
  t.match(verdict(['ping', 'tools-list']), { green: false, missing: ['tools-list'] }, 'a failed one')
  t.match(verdict(['resources-list']), { green: false, missing: ['resources-list'] }, 'one that checked nothing')
  t.match(verdict(['ping', 'prompts-list']), { green: false, missing: ['prompts-list'] }, 'one that did not run')
  t.match(verdict(['ping'], 1), { green: false }, 'the suite’s own word counts as well')
  t.match(verdict([]), { green: false }, 'nothing was required')
  t.match(verdict(['ping'], 0, ''), { green: false, missing: ['ping'] }, 'nothing ran')
})
