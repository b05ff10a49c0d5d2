import type { Core } from '../core.js'
import { walk, type FileNode, type FolderNode } from '../files/file-node.js'
import { cleanCategory, cleanTitle } from './clean-name.js'
import { isNoteName, noteOf, titleOf, type Note } from './note-file.js'
import type { NotesSettings } from './notes-settings.js'

/** Fields of a note that a caller may set. */
export interface NoteFields {
  title?: string
  content?: string
  category?: string
  favorite?: boolean
  /** Unix seconds. */
  modified?: number
}

/** A person's notes: the files below their notes folder. */
export interface NoteStore {
  files(): FileNode[]
  find(id: number): FileNode | undefined
  show(file: FileNode): Note
  create(fields: NoteFields): Note
  update(file: FileNode, fields: NoteFields): Note
  remove(file: FileNode): void
}

export function createNoteStore(core: Core, uid: string, settings: NotesSettings): NoteStore {
  const rootNames = cleanCategory(settings.notesPath)
  const { files } = core
  const folderAt = (names: readonly string[]): FolderNode => {
    let folder = files.root(uid)
    for (const name of names) {
      const next = folder.children.get(name)
      folder = next?.kind === 'folder' ? next : files.createFolder(uid, folder, name)
    }
    return folder
  }
  const categoryFolder = (category: string) => folderAt([...rootNames, ...cleanCategory(category)])
  const isNote = (node: { kind: string; name: string }) => node.kind === 'file' && isNoteName(node.name)
  const show = (file: FileNode) => noteOf(file, rootNames.length)

  /** Categories are folders; an empty one is not kept. */
  function removeEmpty(folder: FolderNode | null): void {
    if (!folder?.parent || folder.children.size > 0 || folder === folderAt(rootNames)) return
    const { parent } = folder
    files.remove(uid, folder)
    removeEmpty(parent)
  }

  function relocate(file: FileNode, { title, category }: NoteFields): void {
    const from = file.parent
    const folder = category === undefined ? from : categoryFolder(category)
    if (!from || !folder) return
    const wanted = title === undefined ? titleOf(file) : cleanTitle(title)
    if (folder === from && wanted === titleOf(file)) return
    const suffix = file.name.slice(titleOf(file).length)
    files.move(uid, file, folder, freeName(folder, wanted, suffix))
    removeEmpty(from)
  }

  function setContent(file: FileNode, content: string, modified?: number): void {
    if (!file.parent) return
    files.write(uid, file.parent, file.name, Buffer.from(content), modified === undefined ? {} : { modified })
  }

  return {
    files: () => [...walk(folderAt(rootNames))].filter((node): node is FileNode => isNote(node)),
    find: id => {
      const node = files.byId(uid, id)
      const root = folderAt(rootNames)
      for (let at = node?.parent ?? null; at; at = at.parent) {
        if (at === root) return node?.kind === 'file' && isNote(node) ? node : undefined
      }
      return undefined
    },
    show,
    // Recorded: an empty file, then its content, then its time, and two reads; each tells the webhooks.
    create: ({ title = '', content = '', category = '', favorite = false, modified }) => {
      const folder = categoryFolder(category)
      const name = freeName(folder, cleanTitle(title), settings.fileSuffix)
      const file = files.write(uid, folder, name, Buffer.alloc(0))
      setContent(file, content)
      file.favorite = favorite
      files.touch(uid, file, modified ?? file.modified)
      for (let reads = 0; reads < 2; reads += 1) files.read(uid, file)
      return show(file)
    },
    update: (file, fields) => {
      if (fields.content !== undefined) setContent(file, fields.content, fields.modified)
      else if (fields.modified !== undefined) files.touch(uid, file, fields.modified)
      if (fields.favorite !== undefined) file.favorite = fields.favorite
      relocate(file, fields)
      for (let reads = 0; reads < 4; reads += 1) files.read(uid, file)
      return show(file)
    },
    remove: file => {
      const folder = file.parent
      files.remove(uid, file)
      removeEmpty(folder)
    },
  }
}

/** `title.md`, or `title (2).md` and so on when that is taken. */
export function freeName(folder: FolderNode, title: string, suffix: string): string {
  let name = title + suffix
  for (let number = 2; folder.children.has(name); number += 1) name = `${title} (${number})${suffix}`
  return name
}
