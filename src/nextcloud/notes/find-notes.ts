import type { Note, NoteSummary } from './note.js'
import type { NotesClient } from './notes-client.js'

/** A note that was found, with the place where its text matched. */
export interface FoundNote extends NoteSummary {
  excerpt: string | null
}

export interface NotesQuery {
  /** Words that must all occur, in title or text; case does not matter. Empty: every note. */
  words: readonly string[]
  category: string | undefined
}

const CHUNK_WITH_TEXT = 100
const CHUNK_WITHOUT_TEXT = 1000
const MAX_CHUNKS = 100
const EXCERPT_BEFORE = 60
const EXCERPT_LENGTH = 200
const LONE_SURROGATE = /\p{Cs}/gu

/** Notes, latest change first. The Notes API cannot search: texts are read only when there are words to look for. */
export async function findNotes(client: NotesClient, { words, category }: NotesQuery): Promise<FoundNote[]> {
  const needles = words.map(word => word.toLocaleLowerCase('en'))
  const found: FoundNote[] = []
  let cursor: string | undefined
  for (let chunk = 0; chunk < MAX_CHUNKS; chunk += 1) {
    const withContent = needles.length > 0
    const size = withContent ? CHUNK_WITH_TEXT : CHUNK_WITHOUT_TEXT
    const page = await client.list({ category, withContent, size, cursor })
    found.push(...page.notes.filter(note => matches(note, needles)).map(note => toFound(note, needles)))
    if (page.cursor === undefined || page.cursor === cursor) break
    cursor = page.cursor
  }
  return found.toSorted(byLatest)
}

function matches({ title, content }: Note, needles: readonly string[]): boolean {
  const haystack = `${title}\n${content}`.toLocaleLowerCase('en')
  return needles.every(needle => haystack.includes(needle))
}

function toFound({ content, ...summary }: Note, needles: readonly string[]): FoundNote {
  return { ...summary, excerpt: excerptOf(content, needles) }
}

function excerptOf(content: string, needles: readonly string[]): string | null {
  const text = content.replace(/\s+/g, ' ')
  const places = needles.map(needle => text.toLocaleLowerCase('en').indexOf(needle)).filter(place => place >= 0)
  if (places.length === 0) return null
  const start = Math.max(0, Math.min(...places) - EXCERPT_BEFORE)
  const piece = text.slice(start, start + EXCERPT_LENGTH).replace(LONE_SURROGATE, '')
  return `${start > 0 ? '…' : ''}${piece}${start + EXCERPT_LENGTH < text.length ? '…' : ''}`
}

/** The order that cursors rely on: `modified`, then `id`, both descending. */
export function byLatest(a: Pick<Note, 'modified' | 'id'>, b: Pick<Note, 'modified' | 'id'>): number {
  const [left, right] = [a.modified ?? '', b.modified ?? '']
  if (left !== right) return left < right ? 1 : -1
  return b.id - a.id
}
