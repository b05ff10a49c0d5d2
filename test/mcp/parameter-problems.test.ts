import t from 'tap'
import { z } from 'zod'
import { describeProblems, parameterProblems } from '../../src/mcp/parameter-problems.js'

const issuesOf = (schema: z.ZodType, value: unknown) => schema.safeParse(value).error?.issues ?? []

t.test('each problem names its parameter by path', async t => {
  const schema = z.object({ title: z.string(), filter: z.object({ tags: z.array(z.string()) }) })
  const problems = parameterProblems(issuesOf(schema, { filter: { tags: ['a', 3] } }))
  t.match(problems, [
    { parameter: 'title', problem: /expected string/ },
    { parameter: 'filter.tags[1]', problem: /expected string/ },
  ])
})

t.test('a problem of the arguments as a whole has no name', async t => {
  const problems = parameterProblems(issuesOf(z.object({}), 'text'))
  t.match(problems, [{ parameter: '' }])
  t.equal(describeProblems(problems), 'Invalid input: expected object, received string')
})

t.test('values are not repeated', async t => {
  const issues = issuesOf(z.object({ id: z.int() }), { id: 'hunter2' })
  t.notMatch(describeProblems(parameterProblems(issues)), /hunter2/)
})

t.test('the list is bounded', async t => {
  const issues = issuesOf(
    z.array(z.string()),
    Array.from({ length: 500 }, () => 1),
  )
  t.equal(parameterProblems(issues).length, 20)
})

t.test('so is each entry, however many unknown names there are and however long they are', async t => {
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`unknown-${index}`, 1]))
  const text = describeProblems(parameterProblems(issuesOf(z.strictObject({}), many)))
  t.ok(text.length <= 301, `${text.length}`)
  const long = parameterProblems(issuesOf(z.record(z.string(), z.string()), { ['k'.repeat(5000)]: 1 }))
  t.ok((long[0]?.parameter.length ?? 0) <= 301)
})
