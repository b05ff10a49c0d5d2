/** A title as a file name can have it; `New note` when nothing is left (Notes 5.0.2, `NoteUtil::getSafeTitle`). */
export const cleanTitle = (title: string): string => cleanPart(title).slice(0, 100) || 'New note'

/** A category as a path below the notes folder; dots that lead out of it are dropped. */
export const cleanCategory = (category: string): string[] =>
  category
    .split('/')
    .map(cleanPart)
    .filter(part => part !== '')

const cleanPart = (part: string): string =>
  part
    .replace(/[\p{Cc}*|/\\:"<>?]/gu, '')
    .trim()
    .replace(/^\.+/, '')
    .trim()
