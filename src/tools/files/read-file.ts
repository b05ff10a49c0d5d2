import { z } from 'zod'
import { InvalidRequest } from '../../errors/nextcloud-errors.js'
import { READ_ONLY } from '../../mcp/annotations.js'
import { defineTool } from '../../mcp/define-tool.js'
import { decodeText } from '../../nextcloud/files/decode-text.js'
import { ItemPath } from '../params.js'

export const readFile = defineTool({
  name: 'nc_files_read_file',
  title: 'Read a text file',
  description:
    'Read a text file, or a piece of a long one. When truncated is true, call again with offset set to next_offset. Files that are not text are refused.',
  scopes: ['files.read'],
  annotations: READ_ONLY,
  input: z.strictObject({
    path: ItemPath,
    offset: z.int().min(0).max(10_000_000_000).default(0).describe('Byte to begin at'),
    max_bytes: z.int().min(16).max(1_000_000).default(65_536).describe('How many bytes at most, 16 to 1000000'),
  }),
  output: z.object({
    path: z.string(),
    content: z.string(),
    encoding: z.enum(['utf-8', 'windows-1252']),
    mime_type: z.string().nullable(),
    size: z.int().describe('Bytes of the whole file'),
    offset: z.int().describe('Byte at which content begins'),
    truncated: z.boolean().describe('There is more after content'),
    next_offset: z.int().nullable(),
    etag: z.string().nullable().describe('For if_match'),
    modified: z.string().nullable().describe('RFC 3339'),
  }),
  handler: async ({ path, offset, max_bytes }, { nextcloud }) => {
    const piece = await nextcloud.files.read(path, { offset, length: max_bytes })
    const { bytes, size, mimeType } = piece
    const atEnd = piece.offset + bytes.length >= size
    const decoded = decodeText({ bytes, atStart: piece.offset === 0, atEnd, mimeType })
    if (!decoded) throw new InvalidRequest('This file is not text, so it cannot be read with this tool.')
    const start = piece.offset + decoded.skipped
    const end = start + decoded.used
    return {
      path,
      content: decoded.text,
      encoding: decoded.encoding,
      mime_type: mimeType,
      size,
      offset: start,
      truncated: end < size,
      next_offset: end < size ? end : null,
      etag: piece.etag ?? null,
      modified: piece.modified,
    }
  },
})
