import { createHash } from 'node:crypto'
import type { FileNode } from '../files/file-node.js'
import { without, type Note } from './note-file.js'
import type { NoteStore } from './note-store.js'

/** A list answer before it is sent. */
export interface NoteList {
  notes: Partial<Note>[]
  /** With quotes. */
  etag: string
  /** Unix seconds of the youngest change. */
  lastModified: number
  /** When more are to come. */
  chunk?: { cursor: string; pending: number }
}

/**
 * The list of Notes API 1.4: `category`, `exclude`, `pruneBefore` and chunks. Whatever is pruned or was in an earlier
 * chunk comes as `{ id }` with the last chunk, so that a client sees what is gone.
 */
export function listNotes(store: NoteStore, query: URLSearchParams): NoteList {
  const excluded = (query.get('exclude') ?? '').split(',')
  const category = query.get('category')
  const all = store
    .files()
    .map(file => ({ file, note: store.show(file) }))
    .filter(({ note }) => category === null || note.category === category)
    .sort((a, b) => a.file.uploaded - b.file.uploaded || a.file.id - b.file.id)
  const { chunk, rest, start } = cut(all, query)
  const lastModified = Math.max(0, ...all.map(({ file }) => file.uploaded))
  const notes: Partial<Note>[] = chunk.map(({ note }) => without(note, excluded))
  if (rest === 0) {
    const shown = new Set(chunk.map(({ file }) => file.id))
    notes.push(...all.filter(({ file }) => !shown.has(file.id)).map(({ file }) => ({ id: file.id })))
  }
  const last = chunk.at(-1)?.file
  return {
    notes,
    etag: `"${createHash('md5').update(JSON.stringify(notes)).digest('hex')}"`,
    lastModified,
    ...(rest > 0 && last
      ? { chunk: { cursor: `${start ?? lastModified}-${last.uploaded}-${last.id}`, pending: rest } }
      : {}),
  }
}

interface Listed {
  file: FileNode
  note: Note
}

function cut(all: Listed[], query: URLSearchParams) {
  const pruneBefore = Number(query.get('pruneBefore') ?? 0)
  const cursor = /^(\d+)-(\d+)-(\d+)$/.exec(query.get('chunkCursor') ?? '')
  const after = ({ file }: Listed) =>
    !cursor || file.uploaded > Number(cursor[2]) || (file.uploaded === Number(cursor[2]) && file.id > Number(cursor[3]))
  const fresh = all.filter(({ file }) => file.uploaded >= pruneBefore).filter(after)
  const size = Number(query.get('chunkSize') ?? 0) || fresh.length
  return { chunk: fresh.slice(0, size), rest: Math.max(0, fresh.length - size), start: cursor?.[1] }
}
