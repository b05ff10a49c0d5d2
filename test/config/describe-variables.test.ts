import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { describeVariables } from '../../src/config/describe-variables.js'
import { allVariables } from '../../src/config/env.js'
import { packageRoot } from '../../src/lib/version.js'

t.test('docs/configuration.md is what the schema says', async t => {
  const written = readFileSync(join(packageRoot, 'docs/configuration.md'), 'utf8')
  t.equal(written, describeVariables(), 'otherwise: node dist/src/cli/main.js config-reference > docs/configuration.md')
})

t.test('every variable has one row, with its file and its flag', async t => {
  const text = describeVariables()
  for (const { name, secret, flag } of allVariables) {
    const [row = '', ...more] = text.split('\n').filter(line => line.startsWith(`| \`${name}\``))
    t.equal(more.length, 0, name)
    t.equal(row.includes(`${name}_FILE`), secret, name)
    if (flag) t.ok(row.includes(flag.long), name)
    t.equal(row.split(/(?<!\\)\|/).length, 6, `${name} fills four cells`)
  }
})
