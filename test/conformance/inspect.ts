import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { runNode } from './run-suite.js'

export interface Inspected {
  /** 0: it worked; 5: the tool said that it failed. */
  code: number
  /** The result of the method; undefined when nothing of the kind was printed. */
  result: Record<string, unknown> | undefined
  /** Without the header. */
  stderr: string
}

const Printed = z.object({ result: z.record(z.string(), z.unknown()) })

/**
 * One method by MCP Inspector's CLI, 2.12.0.
 *
 * @param bin - its `inspector`.
 * @param authorization - the header's value; nothing prints it.
 */
export async function inspect(
  bin: string,
  url: string,
  authorization: string,
  args: readonly string[],
): Promise<Inspected> {
  const home = await mkdtemp(join(tmpdir(), 'inspector-'))
  const target = ['--cli', url, '--transport', 'http', '--format', 'json']
  try {
    const options = { env: { PATH: process.env['PATH'], HOME: home } }
    const ran = await runNode([bin, ...target, ...args, '--header', `Authorization: ${authorization}`], options)
    return { code: ran.code, result: resultOf(ran.stdout), stderr: ran.stderr.replaceAll(authorization, '[header]') }
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

function resultOf(stdout: string): Inspected['result'] {
  try {
    return Printed.safeParse(JSON.parse(stdout)).data?.result
  } catch {
    return undefined
  }
}
