import type { NoteFields } from './note-store.js'

const TYPES: Record<keyof NoteFields, 'string' | 'boolean' | 'number'> = {
  title: 'string',
  content: 'string',
  category: 'string',
  favorite: 'boolean',
  modified: 'number',
}

/** The fields of a create or update; undefined when one has a type that PHP would not convert. */
export function noteFields(fields: Record<string, unknown>): NoteFields | undefined {
  const good = Object.entries(TYPES).every(([name, type]) => {
    const value = fields[name]
    return (
      value === undefined || value === null || typeof value === type || (name === 'title' && typeof value === 'number')
    )
  })
  return good ? pick(fields) : undefined
}

function pick({ title, content, category, favorite, modified }: Record<string, unknown>): NoteFields {
  return {
    ...(title === undefined || title === null ? {} : { title: String(title) }),
    ...(typeof content === 'string' ? { content } : {}),
    ...(typeof category === 'string' ? { category } : {}),
    ...(typeof favorite === 'boolean' ? { favorite } : {}),
    ...(typeof modified === 'number' && modified > 0 ? { modified } : {}),
  }
}
