/** Text read from a piece of a file. */
export interface DecodedText {
  text: string
  encoding: 'utf-8' | 'windows-1252'
  /** Bytes at the front that belong to a character of the piece before; never more than 3. */
  skipped: number
  /** Bytes that became text. Fewer than were left when the piece ends inside a character. */
  used: number
}

export interface Piece {
  bytes: Uint8Array
  /** The piece begins where the file does. */
  atStart: boolean
  /** The piece ends where the file does. */
  atEnd: boolean
  mimeType: string | null
}

/**
 * Text, if it is any. UTF-8 is proved, not assumed; only what Nextcloud calls `text/*` may be windows-1252 instead,
 * which every byte is.
 *
 * @returns undefined for anything else; a NUL byte is proof enough.
 */
export function decodeText({ bytes, atStart, atEnd, mimeType }: Piece): DecodedText | undefined {
  if (bytes.includes(0)) return undefined
  const skipped = atStart ? 0 : leadingContinuation(bytes)
  const used = bytes.length - skipped - (atEnd ? 0 : openEnd(bytes))
  const utf8 = strictUtf8(bytes.subarray(skipped, skipped + used))
  if (utf8 !== undefined) return { text: utf8, encoding: 'utf-8', skipped, used }
  if (!mimeType?.startsWith('text/')) return undefined
  const text = new TextDecoder('windows-1252').decode(bytes)
  return { text, encoding: 'windows-1252', skipped: 0, used: bytes.length }
}

function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const isContinuation = (byte: number | undefined) => byte !== undefined && (byte & 0xc0) === 0x80

function leadingContinuation(bytes: Uint8Array): number {
  let count = 0
  while (count < 3 && isContinuation(bytes[count])) count += 1
  return count
}

/** How many bytes at the end begin a character that is not complete (RFC 3629, section 3). */
function openEnd(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (isContinuation(byte)) continue
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return needed > back ? back : 0
  }
  return 0
}
