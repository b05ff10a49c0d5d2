/** What a page answered; redirects are not followed. */
export interface Page {
  status: number
  headers: Headers
  body: string
  /** Of a redirect, absolute; empty otherwise. */
  location: string
}

/** A person's browser, as far as it matters here: it keeps cookies and sends forms. */
export interface Browser {
  get(path: string, headers?: Record<string, string>): Promise<Page>
  /** A form, with the fields given. */
  post(
    path: string,
    fields: Record<string, string> | [string, string][],
    headers?: Record<string, string>,
  ): Promise<Page>
  /** Follows redirects of its own site until something else comes. */
  follow(path: string): Promise<Page>
  cookie(): string
}

export function openBrowser(siteUrl: string): Browser {
  const jar = new Map<string, string>()
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')

  async function send(path: string, init: RequestInit): Promise<Page> {
    const url = new URL(path, siteUrl)
    const headers = { accept: 'text/html', cookie: cookie(), ...Object.fromEntries(new Headers(init.headers)) }
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const line of answer.headers.getSetCookie()) keep(jar, line)
    const location = answer.headers.get('location')
    return {
      status: answer.status,
      headers: answer.headers,
      body: await answer.text(),
      location: location === null ? '' : new URL(location, url).href,
    }
  }

  async function follow(path: string): Promise<Page> {
    const page = await send(path, {})
    return page.location.startsWith(siteUrl) ? follow(page.location) : page
  }

  return {
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, fields, headers = {}) => send(path, { method: 'POST', body: new URLSearchParams(fields), headers }),
    follow,
    cookie,
  }
}

/** The value of a hidden or visible field of a page. */
export function fieldOf(body: string, name: string): string {
  const value = new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(body)?.[1] ?? ''
  return value.replaceAll('&amp;', '&').replaceAll('&quot;', '"')
}

/** Fills in the login form, as a person does. */
export async function logIn(
  browser: Browser,
  user: string,
  password = `${user}-demo-password`,
  path = '/login',
): Promise<Page> {
  const form = await browser.get(path)
  const requesttoken = fieldOf(form.body, 'requesttoken')
  return browser.post('/login', { user, password, requesttoken, redirect_url: fieldOf(form.body, 'redirect_url') })
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split('; ')
  const [name = '', value = ''] = pair.split('=', 2)
  if (value === '' || attributes.includes('Max-Age=0')) jar.delete(name)
  else jar.set(name, value)
}
