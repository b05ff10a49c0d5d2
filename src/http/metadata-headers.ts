/** How long clients may keep metadata (RT-7). */
const METADATA_MAX_AGE_SECONDS = 300

/** Metadata is the same for everybody, so any page may read it and any cache may keep it (RT-7). */
export const METADATA_HEADERS = {
  'cache-control': `public, max-age=${METADATA_MAX_AGE_SECONDS}`,
  'access-control-allow-origin': '*',
} as const

/** The answer to the preflight of a page whose request has a header of its own, as MCP clients in browsers send one. */
export const METADATA_PREFLIGHT = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET',
  'access-control-allow-headers': 'mcp-protocol-version, content-type, accept',
  'access-control-max-age': String(METADATA_MAX_AGE_SECONDS),
} as const
