import { z } from 'zod'
import { CREATES } from '../../mcp/annotations.js'
import { defineTool } from '../../mcp/define-tool.js'
import { ItemPath } from '../params.js'

export const createFolder = defineTool({
  name: 'nc_files_create_folder',
  title: 'Create a folder',
  description: 'Create one folder inside a folder that exists. Fails when something with that name exists already.',
  scopes: ['files.write'],
  annotations: CREATES,
  input: z.strictObject({ path: ItemPath.describe('The new folder, e.g. /Documents/2026') }),
  output: z.object({
    path: z.string(),
    file_id: z.int().nullable(),
    url: z.string().nullable().describe('Opens it in a browser'),
  }),
  handler: async ({ path }, { nextcloud: { files } }) => {
    const { fileId } = await files.createFolder(path)
    return { path, file_id: fileId ?? null, url: fileId === undefined ? null : files.linkTo(fileId) }
  },
})
