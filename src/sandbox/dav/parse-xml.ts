import { XMLParser, XMLValidator } from 'fast-xml-parser'

/** An element with its namespace resolved. `name` is `{namespace}local`. */
export interface XmlElement {
  name: string
  text: string
  children: XmlElement[]
}

const ATTRIBUTES = ':@'
const TEXT = '#text'
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  trimValues: false,
  ignoreDeclaration: true,
})

type Namespaces = Readonly<Record<string, string>>

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** The root element of a document; undefined for what is not well-formed. */
export function parseXml(text: string): XmlElement | undefined {
  if (XMLValidator.validate(text) !== true || /&(?!#?\w+;)/.test(text)) return undefined
  const nodes: unknown = parser.parse(text)
  return elementsOf(nodes, {})[0]
}

/** The first child of that name, `{namespace}local`. */
export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find(child => child.name === name)

function elementsOf(nodes: unknown, outer: Namespaces): XmlElement[] {
  if (!Array.isArray(nodes)) return []
  return nodes.filter(isRecord).flatMap(node => {
    const tag = Object.keys(node).find(key => key !== ATTRIBUTES && key !== TEXT)
    return tag === undefined ? [] : [element(tag, node[tag], withDeclared(outer, node[ATTRIBUTES]))]
  })
}

function element(tag: string, content: unknown, namespaces: Namespaces): XmlElement {
  const [prefix, local] = tag.includes(':') ? tag.split(':', 2) : ['', tag]
  return {
    name: `{${namespaces[prefix ?? ''] ?? ''}}${local}`,
    text: textOf(content),
    children: elementsOf(content, namespaces),
  }
}

function withDeclared(outer: Namespaces, attributes: unknown): Namespaces {
  if (!isRecord(attributes)) return outer
  const declared = Object.entries(attributes).filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'))
  return { ...outer, ...Object.fromEntries(declared.map(([name, uri]) => [name.slice(6), String(uri)])) }
}

function textOf(content: unknown): string {
  if (!Array.isArray(content)) return ''
  return content
    .filter(isRecord)
    .map(node => node[TEXT])
    .filter(text => text !== undefined)
    .join('')
}
