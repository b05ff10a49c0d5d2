import { z } from 'zod'
import { defineTool } from '../../mcp/define-tool.js'
import { IfMatch, ItemPath } from '../params.js'

export const moveItem = defineTool({
  name: 'nc_files_move_item',
  title: 'Move or rename',
  description:
    'Move or rename a file or folder. The folder of the destination must exist, and nothing is replaced unless overwrite is set.',
  scopes: ['files.write'],
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: false },
  input: z.strictObject({
    from: ItemPath,
    to: ItemPath.describe('The whole new path, name included, e.g. /Archive/plan.md'),
    overwrite: z.boolean().default(false).describe('Replace what is at the destination, which goes to the trash bin'),
    if_match: IfMatch,
  }),
  output: z.object({
    from: z.string(),
    to: z.string(),
    replaced: z.boolean().describe('Something was at the destination before'),
    etag: z.string().nullable().describe('For if_match'),
    url: z.string().nullable().describe('Opens it in a browser'),
  }),
  handler: async ({ from, to, overwrite, if_match }, { nextcloud: { files } }) => {
    const { created, etag, fileId } = await files.move(from, to, { overwrite, ifMatch: if_match })
    const url = fileId === undefined ? null : files.linkTo(fileId)
    return { from, to, replaced: !created, etag: etag ?? null, url }
  },
})
