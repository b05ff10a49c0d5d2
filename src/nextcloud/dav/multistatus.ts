import { XMLParser } from 'fast-xml-parser'
import { z } from 'zod'
import { unintelligible } from '../map-failure.js'

/** One resource of a multistatus, with the properties that were found. Names come without their prefix. */
export interface DavResource {
  /** As it came: percent-encoded. */
  href: string
  props: Readonly<Record<string, unknown>>
}

const parser = new XMLParser({
  removeNSPrefix: true,
  parseTagValue: false,
  ignoreDeclaration: true,
  isArray: name => name === 'response' || name === 'propstat',
})

/** An element without content is read as an empty string. */
const emptyIs = <T extends z.ZodType>(schema: T) => z.preprocess(raw => (raw === '' ? {} : raw), schema)

const Propstat = z.object({ prop: emptyIs(z.record(z.string(), z.unknown())), status: z.string() })
const Response = z.object({ href: z.string(), propstat: z.array(Propstat).default([]) })
const Multistatus = z.object({ multistatus: emptyIs(z.object({ response: z.array(Response).default([]) })) })

/** @throws {NextcloudUnavailable} for what is not a multistatus. @see RFC 4918, section 14.16 */
export function readMultistatus(body: Buffer): DavResource[] {
  const parsed = Multistatus.safeParse(parse(body))
  if (!parsed.success) throw unintelligible()
  return parsed.data.multistatus.response.map(({ href, propstat }) => ({
    href,
    props: Object.assign({}, ...propstat.filter(({ status }) => / 200( |$)/.test(status)).map(({ prop }) => prop)),
  }))
}

function parse(body: Buffer): unknown {
  try {
    return parser.parse(body)
  } catch {
    return undefined
  }
}
