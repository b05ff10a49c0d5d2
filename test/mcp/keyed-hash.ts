import { createHmac } from 'node:crypto'

/** A keyed hash of tests: the parts cannot run into each other. */
export const keyedHash = (...parts: string[]) =>
  createHmac('sha256', 'key of tests').update(JSON.stringify(parts)).digest('base64url')
