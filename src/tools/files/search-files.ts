import { z } from 'zod'
import { InvalidRequest } from '../../errors/nextcloud-errors.js'
import { READ_ONLY } from '../../mcp/annotations.js'
import { defineTool } from '../../mcp/define-tool.js'
import { FileItem } from '../../nextcloud/files/file-item.js'
import { readCursor, writeCursor } from '../cursor.js'
import { Cursor, ItemPath, Limit, NextCursor } from '../params.js'

export const searchFiles = defineTool({
  name: 'nc_files_search_files',
  title: 'Search files',
  description:
    'Find files and folders below a folder by name, type or favourite mark, latest change first. Names and types are searched, texts are not.',
  scopes: ['files.read'],
  annotations: READ_ONLY,
  input: z.strictObject({
    query: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe('Part of the name in any case. A percent sign stands for anything, an underscore for one character'),
    mime_type: z
      .string()
      .regex(/^[\w.+-]+\/[\w.+*-]+$/)
      .max(100)
      .optional()
      .describe('E.g. text/markdown, or image/* for every image'),
    favorites_only: z.boolean().default(false).describe('Only what you marked as favourite'),
    folder: ItemPath.default('/').describe('Where to look, with everything below it'),
    limit: Limit,
    cursor: Cursor,
  }),
  output: z.object({ items: z.array(FileItem), next_cursor: NextCursor }),
  handler: async ({ query, mime_type, favorites_only, folder, limit, cursor }, { nextcloud }) => {
    if (query === undefined && mime_type === undefined && !favorites_only) {
      throw new InvalidRequest('Give a query, a mime_type or favorites_only.')
    }
    const question = ['files', query ?? null, mime_type ?? null, favorites_only, folder]
    const offset = readCursor(cursor, question, z.int().min(0).max(1_000_000)) ?? 0
    const found = await nextcloud.files.search(folder, {
      name: query,
      mimeType: mime_type?.replaceAll('*', '%'),
      favoritesOnly: favorites_only,
      // One more than asked for tells whether there is a next page.
      limit: limit + 1,
      offset,
    })
    const next = found.length > limit ? writeCursor(question, offset + limit) : null
    return { items: found.slice(0, limit), next_cursor: next }
  },
})
