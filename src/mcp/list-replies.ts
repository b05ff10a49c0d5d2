import { LRUCache } from 'lru-cache'
import type { RequestId } from './caller.js'
import { resultMessage } from './json-rpc.js'

/** Clients list right after `initialize`, and count from 0 or 1: nearly every list is asked for with one of these ids. */
const KEPT_IDS = 8
const KEPT_PAGES = 8

/**
 * Whole responses to `tools/list`, kept for small ids: a list is up to hundreds of KiB, and putting its id behind it costs a copy of it all.
 * At most 64 responses are kept.
 */
export function createListReplies(): (id: RequestId, page: Buffer) => Buffer {
  const kept = new LRUCache<Buffer, Map<number, Buffer>>({ max: KEPT_PAGES })
  return (id, page) => {
    if (typeof id !== 'number' || id < 0 || id >= KEPT_IDS) return resultMessage(id, page)
    const replies = kept.get(page) ?? new Map<number, Buffer>()
    const message = replies.get(id) ?? resultMessage(id, page)
    kept.set(page, replies.set(id, message))
    return message
  }
}
