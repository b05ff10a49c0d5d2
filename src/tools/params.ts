import { z } from 'zod'

/** Parameters that mean the same in every tool. */

export const Limit = z.int().min(1).max(200).default(50).describe('How many at most, 1 to 200')

export const Cursor = z
  .string()
  .min(1)
  .max(1000)
  .optional()
  .describe('next_cursor of the page before, with the other parameters unchanged. Leave out for the first page')

export const NextCursor = z.string().nullable().describe('Pass it as cursor for the next page. Null on the last page')

export const IfMatch = z
  .string()
  .min(1)
  .max(200)
  .optional()
  .describe('etag as last read. The call fails with the current etag when it changed since. Leave out to not check')

export const NoteId = z.int().positive().describe('Note id, as nc_notes_search_notes returns it')

export const ItemPath = z
  .string()
  .min(1)
  .max(4000)
  .describe('From the root of your files, e.g. /Documents/plan.md. Plain text, not percent-encoded')
