import { valueKind, type ValueKind } from './value-kind.js'

const TRUE = new Set(['true', '1', 'yes', 'on'])
const FALSE = new Set(['false', '0', 'no', 'off', ''])

/** CFG-4: a switch. Anything but the words below is an error, so that `"false"` or a misspelling is never taken for true. */
export function boolean(): ValueKind<boolean> {
  const kind = valueKind('true or false', (text, refuse) => {
    const word = text.toLowerCase()
    if (TRUE.has(word)) return true
    if (FALSE.has(word)) return false
    return refuse('is neither true nor false.', 'Write true, 1, yes or on; or false, 0, no or off.')
  })
  return { ...kind, takesEmpty: true }
}
