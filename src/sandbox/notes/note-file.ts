import { createHash } from 'node:crypto'
import { segmentsOf, type FileNode } from '../files/file-node.js'

/** A note as the API shows it (Notes 5.0.2, API 1.4). */
export interface Note {
  id: number
  title: string
  /** Unix seconds. */
  modified: number
  category: string
  favorite: boolean
  readonly: boolean
  internalPath: string
  shareTypes: number[]
  isShared: boolean
  error: boolean
  errorType: string
  content: string
  /** Without quotes; not the ETag of the file. */
  etag: string
}

/** Files of these kinds are notes. */
export const isNoteName = (name: string): boolean => /\.(md|txt|note)$/i.test(name)

/** The title of a file: its name without the suffix. */
export const titleOf = (file: FileNode): string => file.name.replace(/\.[^.]*$/, '')

/** @param depth - how many folders the notes folder is below the files root. */
export function noteOf(file: FileNode, depth: number): Note {
  const path = segmentsOf(file)
  const note = {
    id: file.id,
    title: titleOf(file),
    modified: file.modified,
    category: path.slice(depth, -1).join('/'),
    favorite: file.favorite,
    readonly: false,
    internalPath: `/${path.join('/')}`,
    shareTypes: [],
    isShared: false,
    error: false,
    errorType: '',
    content: file.content.toString('utf8'),
  }
  return { ...note, etag: createHash('md5').update(JSON.stringify(note)).digest('hex') }
}

/** A note without what was excluded; id and ETag cannot be. */
export const without = (note: Note, excluded: readonly string[]): Partial<Note> =>
  Object.fromEntries(
    Object.entries(note).filter(([name]) => name === 'id' || name === 'etag' || !excluded.includes(name)),
  )
