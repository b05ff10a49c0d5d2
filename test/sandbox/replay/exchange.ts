import { readFileSync } from 'node:fs'
import { z } from 'zod'

const Headers = z.record(z.string(), z.string())

const Exchange = z.looseObject({
  id: z.string(),
  title: z.string(),
  as: z.string().optional(),
  note: z.string().optional(),
  request: z
    .object({ method: z.string(), path: z.string(), headers: Headers.default({}), body: z.unknown() })
    .partial({ body: true })
    .nullish(),
  response: z
    .object({ status: z.number(), headers: Headers.default({}), body: z.unknown() })
    .partial({ body: true })
    .nullish(),
})

/** One recorded pair; see test/contracts/README.md. */
export type Exchange = z.output<typeof Exchange>
export type RecordedRequest = NonNullable<Exchange['request']>
export type RecordedResponse = NonNullable<Exchange['response']>

/** The exchanges of an area, in order. The file is found from `dist/test/…` and from `test/…` alike. */
export function loadArea(area: string): Exchange[] {
  const here = import.meta.url.replace('/dist/test/', '/test/')
  return z.array(Exchange).parse(JSON.parse(readFileSync(new URL(`../../contracts/${area}.json`, here), 'utf8')))
}
