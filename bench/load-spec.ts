import { z } from 'zod'

/** What the load process is asked to do. */
export const LoadSpec = z.object({
  port: z.int(),
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  /** Values of `Authorization`, dealt out to the lanes in turn. */
  authorizations: z.array(z.string()).min(1),
  body: z.string(),
  /** Requests in flight. */
  lanes: z.int().positive(),
  ms: z.number().positive(),
})
export type LoadSpec = z.output<typeof LoadSpec>

/** What it saw. Times in milliseconds. */
export const LoadResult = z.object({
  requests: z.number(),
  failed: z.number(),
  perSecond: z.number(),
  p50: z.number(),
  p99: z.number(),
})
export type LoadResult = z.output<typeof LoadResult>
