import { z } from 'zod'
import { READ_ONLY } from '../../mcp/annotations.js'
import { defineTool } from '../../mcp/define-tool.js'
import { FileItem } from '../../nextcloud/files/file-item.js'
import { readCursor, writeCursor } from '../cursor.js'
import { Cursor, ItemPath, Limit, NextCursor } from '../params.js'

export const listFolder = defineTool({
  name: 'nc_files_list_folder',
  title: 'List a folder',
  description: 'List the files and folders directly inside a folder, folders first, each by name.',
  scopes: ['files.read'],
  annotations: READ_ONLY,
  input: z.strictObject({ path: ItemPath.default('/'), limit: Limit, cursor: Cursor }),
  output: z.object({ items: z.array(FileItem), total: z.int(), next_cursor: NextCursor }),
  handler: async ({ path, limit, cursor }, { nextcloud }) => {
    const question = ['folder', path]
    const after = readCursor(cursor, question, z.string())
    const all = (await nextcloud.files.list(path)).toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
    const rest = after === undefined ? all : all.filter(item => sortKey(item) > after)
    const items = rest.slice(0, limit)
    const last = rest.length > limit ? items.at(-1) : undefined
    return { items, total: all.length, next_cursor: last ? writeCursor(question, sortKey(last)) : null }
  },
})

const sortKey = ({ kind, name }: FileItem) => `${kind === 'folder' ? 0 : 1}${name}`
