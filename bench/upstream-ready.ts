import { z } from 'zod'

/** What the Nextcloud of the bench says when it is up. */
export const UpstreamReady = z.object({
  /** The front that repeats answers. */
  url: z.string(),
  /** Nextcloud itself; the identity provider is asked here. */
  providerUrl: z.string(),
  noteId: z.int(),
  client: z.object({ clientId: z.string(), clientSecret: z.string() }),
  /** Access tokens of one person for `/mcp`. */
  tokens: z.array(z.string()),
})
export type UpstreamReady = z.output<typeof UpstreamReady>

/** What a measured process is told about its work. */
export const ServerOrder = z.object({
  env: z.record(z.string(), z.string()),
  noteUrl: z.string(),
  userinfoUrl: z.string(),
  /** How the plain routes ask Nextcloud: by this token, else by Basic. */
  token: z.string().optional(),
})
export type ServerOrder = z.output<typeof ServerOrder>
