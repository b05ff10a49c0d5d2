import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { differences, type Learn } from './compare-shape.js'

const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false, ignoreDeclaration: true })

/** What keeps two bodies apart, as paths with words; empty when the recorded one and the actual one have one shape. */
export function compareBody(recorded: unknown, actual: Buffer, type: string, cut: boolean, learn: Learn): string[] {
  const text = actual.toString('utf8')
  if (recorded === undefined || recorded === '…') return []
  if (recorded === null || recorded === '') return text === '' ? [] : [`body: expected none, got ${text.slice(0, 80)}`]
  if (isHtml(recorded)) return /<html/i.test(text) ? [] : [`body: expected a page, got ${text.slice(0, 80)}`]
  if (typeof recorded === 'string') return compareText(recorded, text, learn)
  if (!type.includes('json')) return [`body: expected JSON, got ${type}`]
  return differences(recorded, JSON.parse(text), { cut, learn })
}

const isHtml = (value: unknown): boolean => typeof value === 'object' && value !== null && '$html' in value

function compareText(recorded: string, actual: string, learn: Learn): string[] {
  if (/^<\d+ bytes>$/.test(recorded)) return actual === '' ? ['body: expected bytes, got none'] : []
  if (!recorded.startsWith('<?xml')) return actual === '' ? ['body: expected text, got none'] : []
  if (XMLValidator.validate(actual) !== true) return [`body: expected XML, got ${actual.slice(0, 80)}`]
  // A body that was cut in the recording is compared by its root alone.
  if (XMLValidator.validate(recorded) !== true) {
    const root = (xml: string) => Object.keys(parser.parse(xml))[0]
    return recorded.includes(`<${root(actual)}`) ? [] : [`body: another root element, ${root(actual)}`]
  }
  return differences(parser.parse(recorded), parser.parse(actual), { cut: false, learn })
}
