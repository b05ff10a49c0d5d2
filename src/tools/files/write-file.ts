import { z } from 'zod'
import { InvalidRequest } from '../../errors/nextcloud-errors.js'
import { REPLACES } from '../../mcp/annotations.js'
import { defineTool } from '../../mcp/define-tool.js'
import { IfMatch, ItemPath } from '../params.js'

export const writeFile = defineTool({
  name: 'nc_files_write_file',
  title: 'Write a text file',
  description:
    'Create a text file or replace all of it, in a folder that exists. Set create_only to never replace, or pass the etag of your last read as if_match to replace only what you saw.',
  scopes: ['files.write'],
  annotations: REPLACES,
  input: z.strictObject({
    path: ItemPath,
    content: z.string().max(5_000_000).describe('The whole text, stored as UTF-8'),
    create_only: z.boolean().default(false).describe('Fail when something with this path exists'),
    if_match: IfMatch,
  }),
  output: z.object({
    path: z.string(),
    created: z.boolean().describe('False when a file was replaced'),
    size: z.int().describe('Bytes'),
    etag: z.string().nullable().describe('For if_match'),
    file_id: z.int().nullable(),
    url: z.string().nullable().describe('Opens it in a browser'),
  }),
  handler: async ({ path, content, create_only, if_match }, { nextcloud: { files } }) => {
    if (create_only && if_match !== undefined) throw new InvalidRequest('create_only and if_match exclude each other.')
    const { created, etag, fileId } = await files.write(path, content, { createOnly: create_only, ifMatch: if_match })
    return {
      path,
      created,
      size: Buffer.byteLength(content),
      etag: etag ?? null,
      file_id: fileId ?? null,
      url: fileId === undefined ? null : files.linkTo(fileId),
    }
  },
})
