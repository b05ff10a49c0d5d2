import { z } from 'zod'
import { DELETES } from '../../mcp/annotations.js'
import { defineTool } from '../../mcp/define-tool.js'
import { IfMatch, ItemPath } from '../params.js'

export const deleteItem = defineTool({
  name: 'nc_files_delete_item',
  title: 'Delete a file or folder',
  description:
    'Delete a file, or a folder with everything in it. It goes to the trash bin, from where it can be restored.',
  scopes: ['files.write'],
  annotations: DELETES,
  input: z.strictObject({ path: ItemPath, if_match: IfMatch }),
  output: z.object({ path: z.string(), recoverable: z.boolean().describe('It is in the trash bin') }),
  handler: async ({ path, if_match }, { nextcloud }) => {
    await nextcloud.files.remove(path, if_match)
    return { path, recoverable: true }
  },
})
