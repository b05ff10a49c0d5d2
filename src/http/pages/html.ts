/** Markup that is safe to send: literals of ours, everything else escaped. */
export interface Html {
  readonly markup: string
}

type Hole = Html | string | number | null | undefined | readonly Html[]

/** A page, or a part of one. Whatever is put into it is escaped, unless it was made by `html` itself. */
export function html(literal: TemplateStringsArray, ...holes: Hole[]): Html {
  return { markup: String.raw({ raw: literal }, ...holes.map(fill)) }
}

function fill(hole: Hole): string {
  if (hole === null || hole === undefined) return ''
  if (typeof hole === 'string' || typeof hole === 'number') return escapeHtml(String(hole))
  return 'markup' in hole ? hole.markup : hole.map(part => part.markup).join('')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** For text and for attribute values in quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => ENTITIES[character] ?? '')
}
