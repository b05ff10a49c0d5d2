import { z } from 'zod'

/** A note without its text. */
export const NoteSummary = z.object({
  id: z.int(),
  title: z.string().describe('As Nextcloud stored it, which may differ from what was sent'),
  category: z.string().describe('Folder below the notes folder, slash separated. Empty for none'),
  favorite: z.boolean(),
  readonly: z.boolean(),
  modified: z.string().nullable().describe('RFC 3339'),
  etag: z.string().describe('For if_match'),
  url: z.string().describe('Opens the note in a browser'),
})
export type NoteSummary = z.output<typeof NoteSummary>

/** A note of the Notes app, API v1. */
export const Note = NoteSummary.extend({ content: z.string().describe('Markdown') })
export type Note = z.output<typeof Note>
