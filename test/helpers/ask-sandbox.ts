import type { Sandbox } from '../../src/sandbox/sandbox.js'
import { startTestSandbox } from './start-sandbox.js'

export interface SandboxAnswer {
  status: number
  headers: Headers
  text: string
  /** Undefined when the body is no JSON. */
  json: unknown
}

export interface SandboxQuestion {
  headers?: Record<string, string>
  /** An object is sent as JSON. */
  body?: string | object
}

/** Asks as a person by Basic with the login password, or as nobody (null). `OCS-APIRequest` is sent unless it is ''. */
export interface AskSandbox {
  (person: string | null, method: string, path: string, question?: SandboxQuestion): Promise<SandboxAnswer>
}

export const basicOf = (login: string, password = `${login.replace('.login', '')}-demo-password`): string =>
  `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`

export function askSandbox(sandbox: Pick<Sandbox, 'url'>): AskSandbox {
  return async (person, method, path, { headers = {}, body } = {}) => {
    const isJson = typeof body === 'object'
    const sent = {
      'ocs-apirequest': 'true',
      accept: 'application/json',
      ...(person === null ? {} : { authorization: basicOf(person) }),
      ...(isJson ? { 'content-type': 'application/json' } : {}),
      ...headers,
    }
    const answer = await fetch(sandbox.url + path, {
      method,
      redirect: 'manual',
      headers: Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== '')),
      ...(body === undefined ? {} : { body: isJson ? JSON.stringify(body) : body }),
    })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, text, json: jsonOf(text) }
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A sandbox and a way to ask it. */
export async function openSandbox(...args: Parameters<typeof startTestSandbox>) {
  const sandbox = await startTestSandbox(...args)
  return { sandbox, ask: askSandbox(sandbox) }
}
