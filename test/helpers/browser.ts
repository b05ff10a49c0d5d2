/** What a page showed. */
export interface Shown {
  url: string
  status: number
  headers: Headers
  html: string
}

/** A very small browser: cookies per host (not per port, as in real ones), redirects, meta refresh, links and forms. */
export interface Browser {
  open(url: string, headers?: Record<string, string>): Promise<Shown>
  /** Fills in and sends the form whose action ends so. */
  submit(page: Shown, action: string, fields?: Record<string, string>): Promise<Shown>
  /** Every address that it was sent to, in order. */
  visited: string[]
  cookies: Map<string, string>
}

const MAX_HOPS = 20

/** @param leaves - addresses that belong to somebody else: it goes there and shows nothing. */
export function createBrowser({ leaves = () => false }: { leaves?: (url: string) => boolean } = {}): Browser {
  const cookies = new Map<string, string>()
  const visited: string[] = []

  async function request(url: string, init: RequestInit): Promise<Response> {
    visited.push(url)
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = {
      accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
      ...(cookie ? { cookie } : {}),
      ...init.headers,
    }
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) keepCookie(cookies, line)
    return response
  }

  async function go(url: string, init: RequestInit = {}): Promise<Shown> {
    let response = await request(url, init)
    let at = url
    for (let hop = 0; hop < MAX_HOPS; hop += 1) {
      const html = await response.text()
      const target = response.headers.get('location') ?? refreshOf(html)
      if (target === undefined || target === null)
        return { url: at, status: response.status, headers: response.headers, html }
      at = new URL(target, at).href
      if (leaves(at)) {
        visited.push(at)
        return { url: at, status: 0, headers: new Headers(), html: '' }
      }
      response = await request(at, {})
    }
    throw new RangeError('too many redirects')
  }

  return {
    open: (url, headers = {}) => go(url, { headers }),
    async submit(page, action, fields = {}) {
      const form = [...page.html.matchAll(/<form[^>]*action="([^"]*)"[^>]*>([^]*?)<\/form>/g)].find(([, to]) =>
        to?.endsWith(action),
      )
      if (!form) throw new RangeError(`no form to ${action} on ${page.url}`)
      const [, to = '', inside = ''] = form
      const body = new URLSearchParams({ ...inputsOf(inside), ...fields })
      for (const [, name = '', value = ''] of inside.matchAll(/type="checkbox" name="([^"]*)" value="([^"]*)"/g))
        body.append(name, value)
      return go(new URL(unescape(to), page.url).href, { method: 'POST', body })
    },
    visited,
    cookies,
  }
}

function keepCookie(jar: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split(/;\s*/)
  const [name = '', ...value] = pair.split('=')
  const isGone = attributes.some(attribute => /^max-age=0$|^expires=Thu, 01 Jan 1970/i.test(attribute))
  if (isGone) jar.delete(name)
  else jar.set(name, value.join('='))
}

function refreshOf(html: string): string | undefined {
  const target = /<meta http-equiv="refresh" content="0;\s*url=([^"]*)"/.exec(html)?.[1]
  return target === undefined ? undefined : unescape(target)
}

function inputsOf(form: string): Record<string, string> {
  const hidden = form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)
  return Object.fromEntries([...hidden].map(([, name = '', value = '']) => [name, unescape(value)]))
}

const unescape = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
