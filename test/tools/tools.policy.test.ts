import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { extname } from 'node:path'
import t from 'tap'
import { z } from 'zod'
import { loadTools } from '../../src/mcp/load-tools.js'

/** What a token may be narrowed to. */
const SCOPES = new Set(['notes.read', 'notes.write', 'files.read', 'files.write'])
/** Tools about the caller's own account and access need no scope. */
const WITHOUT_SCOPE = /^nc_(access|users)_/
/** Characters for which some gateways drop a tool without a word. */
const SHELL = /[;`<>]|&&|\|\||\$\(/
/** GAP-37: a tool acts as its caller, so none may ask for a person. */
const PERSON = /user|uid|login|owner|account|principal|impersonate|on_behalf/i

const extension = extname(import.meta.url)
const sources = new URL('../../src/tools/', import.meta.url)
const tests = new URL('./', import.meta.url)
const tools = await loadTools()

const folders = (await readdir(sources, { withFileTypes: true })).filter(entry => entry.isDirectory())
const files = (
  await Promise.all(
    folders.map(async ({ name: app }) =>
      (await readdir(new URL(`${app}/`, sources)))
        .filter(file => file.endsWith(extension))
        .map(file => ({ app, file: file.slice(0, -extension.length) })),
    ),
  )
).flat()

const Schema = z.looseObject({
  type: z.string().optional(),
  properties: z.record(z.string(), z.looseObject({ description: z.string().optional() })).optional(),
})
const jsonSchema = (schema: z.ZodType, io: 'input' | 'output') => Schema.parse(z.toJSONSchema(schema, { io }))

/** Property names at every depth. */
function namesIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const own =
    'properties' in schema && typeof schema.properties === 'object' ? Object.keys(schema.properties ?? {}) : []
  return [...own, ...Object.values(schema).flatMap(namesIn)]
}

t.test('every file in the folders of the apps is a tool named nc_<app>_<file>', async t => {
  const expected = files.map(({ app, file }) => `nc_${app}_${file.replaceAll('-', '_')}`)
  t.strictSame(
    tools.map(({ name }) => name),
    expected.toSorted(),
  )
})

t.test('every tool has a test file', async t => {
  const missing = files.filter(({ app, file }) => !existsSync(new URL(`${app}/${file}.test${extension}`, tests)))
  t.strictSame(missing, [])
})

for (const tool of tools) {
  t.test(`${tool.name} is described in one to three plain sentences`, async t => {
    t.ok(tool.description.length <= 1024)
    const sentences = tool.description.split(/(?<=[.!?])\s+(?=[A-Z])/)
    t.ok(sentences.length >= 1 && sentences.length <= 3, tool.description)
    t.match(tool.description, /^[A-Z].*\.$/s)
    t.notMatch(JSON.stringify(z.toJSONSchema(tool.input, { io: 'input' })), /`|\$\(|&&|\|\|/)
    t.notMatch(tool.description, SHELL)
    t.ok(tool.title.length > 0 && tool.title.length <= 60)
  })

  t.test(`${tool.name} asks for scopes of the catalogue, and for a write scope if it writes`, async t => {
    t.strictSame(
      tool.scopes.filter(scope => !SCOPES.has(scope)),
      [],
    )
    const ownScope = `${tool.name.split('_')[1]}.${tool.annotations.readOnlyHint ? 'read' : 'write'}`
    t.equal(tool.scopes.includes(ownScope), !WITHOUT_SCOPE.test(tool.name))
    if (WITHOUT_SCOPE.test(tool.name)) t.strictSame(tool.scopes, [])
  })

  t.test(`${tool.name} gives all four hints, and they agree`, async t => {
    const hints = tool.annotations
    t.strictSame(
      [hints.readOnlyHint, hints.destructiveHint, hints.idempotentHint, hints.openWorldHint].map(hint => typeof hint),
      ['boolean', 'boolean', 'boolean', 'boolean'],
    )
    t.notOk(hints.readOnlyHint && hints.destructiveHint)
    if (/_(get|list|search|read|whoami)/.test(tool.name)) t.ok(hints.readOnlyHint, 'what only looks says so')
  })

  t.test(`${tool.name} describes every parameter and refuses unknown ones`, async t => {
    const { type, properties = {}, additionalProperties } = jsonSchema(tool.input, 'input')
    t.equal(type, 'object')
    for (const [name, { description }] of Object.entries(properties)) {
      t.ok(description && description.length >= 5, name)
      t.match(name, /^[a-z][a-z0-9_]*$/)
    }
    t.equal(additionalProperties, false)
  })

  t.test(`${tool.name} returns an object with a schema of at most 4 kB`, async t => {
    const schema = jsonSchema(tool.output!, 'output')
    t.equal(schema.type, 'object')
    t.ok(JSON.stringify(schema).length <= 4096)
  })

  t.test(`${tool.name} cannot be told to act as somebody else (GAP-37)`, async t => {
    t.strictSame(
      namesIn(z.toJSONSchema(tool.input, { io: 'input' })).filter(name => PERSON.test(name)),
      [],
    )
  })

  t.test(`${tool.name} pages if it lists`, async t => {
    const names = Object.keys(jsonSchema(tool.input, 'input').properties ?? {})
    t.equal(names.includes('limit'), names.includes('cursor'))
    if (/_(list|search)_/.test(tool.name)) t.ok(names.includes('limit'))
  })
}

t.test('only the tools about background access depend on it', async t => {
  const dependent = tools.filter(({ availability }) => availability === 'offline_access').map(({ name }) => name)
  t.strictSame(
    dependent,
    tools.map(({ name }) => name).filter(name => name.startsWith('nc_access_')),
  )
})
