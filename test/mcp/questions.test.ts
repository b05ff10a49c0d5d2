import t from 'tap'
import { ask, featuresFor, isQuestions, type Question } from '../../src/mcp/questions.js'

const roots: Question = { method: 'roots/list', params: {} }
const form: Question = { method: 'elicitation/create', params: {} }
const sample: Question = { method: 'sampling/createMessage', params: {} }

t.test('questions are told from answers that only look alike', async t => {
  t.ok(isQuestions(ask({ roots })))
  for (const other of [{ requests: { roots }, state: undefined }, undefined, null, 'x', [], {}])
    t.notOk(isQuestions(other))
})

t.test('each kind of question needs one thing of the client, named once', async t => {
  t.strictSame(featuresFor(ask({ roots, form, sample, again: form })), ['roots', 'elicitation', 'sampling'])
  t.strictSame(featuresFor(ask({})), [])
})
