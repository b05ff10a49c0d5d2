import { DemoFailed } from './demo-failed.js'

/** A page as the little browser sees it. */
export interface Page {
  url: string
  status: number
  html: string
  /** Where it went on the way here, without queries: they carry codes and states. */
  hops: readonly string[]
}

/** Just enough of a browser to walk through a login and a consent: cookies per host, redirects, forms. */
export interface DemoBrowser {
  open(url: string): Promise<Page>
  /** Fills and sends the form of `page` that has a button with this text. */
  submit(page: Page, button: RegExp, fields?: Readonly<Record<string, string>>): Promise<Page>
}

const MAX_HOPS = 12

/** Has the page a form with this button? */
export const hasButton = ({ html }: Page, button: RegExp): boolean => formWith(html, button) !== undefined

export function createDemoBrowser(): DemoBrowser {
  const jar = new Map<string, Map<string, string>>()
  const visit = async (url: string, form?: URLSearchParams) => walk(jar, url, form)
  return {
    open: url => visit(url),
    submit: (page, button, fields = {}) => {
      const form = formWith(page.html, button)
      if (!form)
        throw new DemoFailed(`The page ${withoutQuery(page.url)} has no form with the button ${button.source}.`)
      const values = new URLSearchParams(hiddenFields(form))
      for (const [name, value] of Object.entries({ ...pressed(form, button), ...fields })) values.set(name, value)
      return visit(new URL(attribute(form, 'action') || page.url, page.url).href, values)
    },
  }
}

async function walk(jar: Map<string, Map<string, string>>, start: string, form?: URLSearchParams): Promise<Page> {
  const hops: string[] = []
  let url = start
  let body = form
  for (let hop = 0; hop < MAX_HOPS; hop += 1) {
    const response = await request(jar, url, body)
    const html = await response.text()
    const target = targetOf(response, html)
    if (!target) return { url, status: response.status, html, hops }
    url = new URL(target, url).href
    hops.push(withoutQuery(url))
    body = undefined
  }
  throw new DemoFailed('The pages redirect in a circle.')
}

/** Where the answer sends the browser by itself: a redirect, or a page that goes on at once. */
function targetOf({ status, headers }: Response, html: string): string | undefined {
  if (status >= 300 && status <= 399) return headers.get('location') ?? undefined
  const [, refresh] = /<meta http-equiv="refresh" content="0;\s*url=([^"]*)"/i.exec(html) ?? []
  return refresh === undefined ? undefined : plain(refresh)
}

async function request(jar: Map<string, Map<string, string>>, url: string, body?: URLSearchParams): Promise<Response> {
  const { host } = new URL(url)
  const cookies = jar.get(host) ?? new Map<string, string>()
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const response = await fetch(url, {
    method: body ? 'POST' : 'GET',
    redirect: 'manual',
    headers: { accept: 'text/html', ...(cookie ? { cookie } : {}) },
    ...(body ? { body } : {}),
  })
  for (const line of response.headers.getSetCookie()) remember(cookies, line)
  jar.set(host, cookies)
  return response
}

function remember(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';')
  const name = pair.slice(0, pair.indexOf('='))
  if (/;\s*max-age=0(;|$)/i.test(line) || /;\s*expires=[^;]*1970/i.test(line)) cookies.delete(name)
  else cookies.set(name, pair.slice(pair.indexOf('=') + 1))
}

function formWith(html: string, button: RegExp): string | undefined {
  const forms = html.match(/<form[\s\S]*?<\/form>/gi) ?? []
  return forms.find(form => buttonsOf(form).some(text => button.test(text)))
}

const buttonsOf = (form: string) =>
  [...form.matchAll(/<button[^>]*>([\s\S]*?)<\/button>/gi)].map(([, text = '']) => text.trim())

/** Pairs: a name may come more than once. */
function hiddenFields(form: string): [string, string][] {
  const inputs = form.match(/<input[^>]*>/gi) ?? []
  const named = inputs.filter(input => attribute(input, 'name') !== '' && !/type="?(checkbox|radio)/i.test(input))
  const checked = inputs.filter(input => /type="?checkbox"?/i.test(input) && /\bchecked\b/i.test(input))
  return [...named, ...checked].map(input => [attribute(input, 'name'), attribute(input, 'value')])
}

function pressed(form: string, button: RegExp): Record<string, string> {
  const tags = [...form.matchAll(/(<button[^>]*>)([\s\S]*?)<\/button>/gi)]
  const tag = tags.find(([, , text = '']) => button.test(text.trim()))?.[1] ?? ''
  const name = attribute(tag, 'name')
  return name ? { [name]: attribute(tag, 'value') } : {}
}

function attribute(tag: string, name: string): string {
  return plain(new RegExp(`\\s${name}="([^"]*)"`, 'i').exec(tag)?.[1] ?? '')
}

/** `&amp;` last, or what it escapes would be read twice. */
function plain(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&')
}

function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url)
  return `${origin}${pathname}`
}
