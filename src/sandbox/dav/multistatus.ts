import { escapeText } from '../http/html-page.js'

/** One resource of a multistatus: inner XML by `{namespace}name`, or undefined for a property that it does not have. */
export interface DavResponse {
  href: string
  properties: readonly [name: string, value: string | undefined][]
  /** Properties without a value here get this status instead of 404. */
  missingStatus?: string
  /** False for what was asked by "all properties": what is missing is left out. */
  showMissing?: boolean
}

const PREFIXES: Record<string, string> = {
  'DAV:': 'd',
  'http://sabredav.org/ns': 's',
  'http://owncloud.org/ns': 'oc',
  'http://nextcloud.org/ns': 'nc',
}

const ROOT =
  '<d:multistatus xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns" xmlns:oc="http://owncloud.org/ns" xmlns:nc="http://nextcloud.org/ns">'

/** A 207 body, as Sabre writes it. */
export const multistatusXml = (responses: readonly DavResponse[]): string =>
  `<?xml version="1.0"?>\n${ROOT}${responses.map(responseXml).join('')}</d:multistatus>\n`

function responseXml({ href, properties, missingStatus = '404 Not Found', showMissing = true }: DavResponse): string {
  const found = properties.filter(([, value]) => value !== undefined)
  const missing = showMissing ? properties.filter(([, value]) => value === undefined) : []
  const blocks = [propstat(found, '200 OK'), propstat(missing, missingStatus)].join('')
  return `<d:response><d:href>${escapeText(href)}</d:href>${blocks || propstatXml('', '404 Not Found')}</d:response>`
}

const propstat = (properties: DavResponse['properties'], status: string) =>
  properties.length === 0
    ? ''
    : propstatXml(properties.map(([name, value]) => propertyXml(name, value)).join(''), status)

const propstatXml = (properties: string, status: string) =>
  `<d:propstat><d:prop>${properties}</d:prop><d:status>HTTP/1.1 ${status}</d:status></d:propstat>`

function propertyXml(name: string, value: string | undefined): string {
  const [, namespace = '', local = ''] = /^\{(.*)\}(.*)$/.exec(name) ?? []
  const prefix = PREFIXES[namespace]
  const tag = `${prefix ?? 'x1'}:${local}`
  const declared = prefix === undefined ? ` xmlns:x1="${escapeText(namespace)}"` : ''
  // An empty text is `<a></a>` and an absent value `<a/>` in the recordings; both mean the same to a reader.
  return value === undefined || value === '' ? `<${tag}${declared}/>` : `<${tag}${declared}>${value}</${tag}>`
}
