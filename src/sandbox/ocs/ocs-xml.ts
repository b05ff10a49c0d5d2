import { escapeText } from '../http/html-page.js'

const text = (value: unknown): string => {
  if (value === true) return '1'
  return value === false || value === null || value === undefined ? '' : escapeText(String(value))
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function element(name: string, value: unknown, indent: string): string {
  const empty = value === null || (isRecord(value) && Object.keys(value).length === 0)
  if (empty) return `${indent}<${name}/>\n`
  if (!isRecord(value)) return `${indent}<${name}>${text(value)}</${name}>\n`
  return `${indent}<${name}>\n${children(value, `${indent} `)}${indent}</${name}>\n`
}

const children = (value: Record<string, unknown>, indent: string): string =>
  Object.entries(value)
    .map(([name, child]) => element(Array.isArray(value) ? 'element' : name, child, indent))
    .join('')

/** The XML form of an OCS answer: lists become `<element>`, true 1, false and null nothing. */
export const ocsXml = (ocs: { meta: object; data: unknown }): string =>
  `<?xml version="1.0"?>\n${element('ocs', ocs, '')}`
