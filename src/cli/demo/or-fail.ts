import { DemoFailed } from './demo-failed.js'

/** What the story needs, or its end with `problem`. @throws {DemoFailed} with what went wrong as its cause. */
export async function orFail<T>(problem: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    throw new DemoFailed(problem, { cause })
  }
}
