import { sizeOf, type Node } from '../files/file-node.js'
import { mediaTypeOf } from '../files/media-type.js'
import { childOf, type XmlElement } from './parse-xml.js'

/** True for a node that a search finds. */
export interface NodeTest {
  (node: Node): boolean
}

type Value = string | number

const OC = '{http://owncloud.org/ns}'

/** Properties that can be searched and sorted by. */
const VALUES: Record<string, (node: Node) => Value> = {
  '{DAV:}displayname': node => node.name,
  '{DAV:}getcontenttype': node => (node.kind === 'folder' ? 'httpd/unix-directory' : mediaTypeOf(node.name)),
  '{DAV:}getlastmodified': node => node.modified,
  [`${OC}fileid`]: node => node.id,
  [`${OC}size`]: sizeOf,
  [`${OC}favorite`]: node => (node.favorite ? 1 : 0),
}

const COMPARE: Record<string, (value: Value, literal: string) => boolean> = {
  '{DAV:}like': (value, literal) => like(literal).test(String(value)),
  '{DAV:}eq': (value, literal) => compare(value, literal) === 0,
  '{DAV:}gt': (value, literal) => compare(value, literal) > 0,
  '{DAV:}gte': (value, literal) => compare(value, literal) >= 0,
  '{DAV:}lt': (value, literal) => compare(value, literal) < 0,
  '{DAV:}lte': (value, literal) => compare(value, literal) <= 0,
}

/** The test that a condition means; undefined when it (or a part of it) names what cannot be searched. */
export function matcher(condition: XmlElement): NodeTest | undefined {
  if (condition.name === '{DAV:}is-collection') return node => node.kind === 'folder'
  const parts = ['{DAV:}and', '{DAV:}or', '{DAV:}not'].includes(condition.name) ? condition.children.map(matcher) : []
  const tests = parts.filter(part => part !== undefined)
  if (tests.length < parts.length) return undefined
  if (condition.name === '{DAV:}and') return node => tests.every(test => test(node))
  if (condition.name === '{DAV:}or') return node => tests.some(test => test(node))
  if (condition.name === '{DAV:}not') return node => !tests.some(test => test(node))
  return comparison(condition)
}

function comparison(condition: XmlElement): NodeTest | undefined {
  const property = childOf(condition, '{DAV:}prop')?.children[0]?.name ?? ''
  const valueOf = VALUES[property]
  const holds = COMPARE[condition.name]
  if (!valueOf || !holds) return undefined
  const literal = childOf(condition, '{DAV:}literal')?.text ?? ''
  return node => holds(valueOf(node), literal)
}

/** Sorts by `d:order` elements, ascending unless they say otherwise. */
export function comparer(order: readonly XmlElement[]): (a: Node, b: Node) => number {
  return (a, b) => {
    for (const rule of order) {
      const valueOf = VALUES[childOf(rule, '{DAV:}prop')?.children[0]?.name ?? '']
      const sign = childOf(rule, '{DAV:}descending') ? -1 : 1
      const difference = valueOf ? sign * compareValues(valueOf(a), valueOf(b)) : 0
      if (difference !== 0) return difference
    }
    return 0
  }
}

function compareValues(a: Value, b: Value): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b))
}

/** Numbers meet numbers; a literal that is a date is taken as Unix seconds. */
function compare(value: Value, literal: string): number {
  if (typeof value === 'string') return value.toLowerCase().localeCompare(literal.toLowerCase())
  const number = /^-?\d+$/.test(literal) ? Number(literal) : Date.parse(literal) / 1000
  return value - number
}

/** SQL's LIKE without case: `%` is anything, `_` one character, `\` takes the meaning away. */
function like(pattern: string): RegExp {
  const source = pattern.replace(/\\([%_\\])|[%_]|[.*+?^${}()|[\]\\]/g, (match: string, escaped?: string) => {
    if (escaped !== undefined) return `\\${escaped}`.replace(/^\\([%_])$/, '$1')
    if (match === '%') return '.*'
    return match === '_' ? '.' : `\\${match}`
  })
  return new RegExp(`^${source}$`, 'isu')
}
