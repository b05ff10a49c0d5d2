const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/**
 * True when a document satisfies an event filter: dotted paths with values, `/regular expressions/`, and the operators
 * of Mongo queries (`webhook_listeners` 1.3, `OCA\WebhookListeners\Service\PHPMongoQuery`). An operator that we do not know matches nothing.
 */
export function matchesFilter(filter: object, document: unknown): boolean {
  return Object.entries(filter).every(([key, wanted]) => {
    if (key === '$and') return listOf(wanted).every(part => matchesFilter(part, document))
    if (key === '$or') return listOf(wanted).some(part => matchesFilter(part, document))
    if (key === '$nor') return !listOf(wanted).some(part => matchesFilter(part, document))
    return matchesValue(valueAt(document, key), wanted)
  })
}

const listOf = (value: unknown): object[] => (Array.isArray(value) ? value.filter(isRecord) : [])

function valueAt(document: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), document)
}

function matchesValue(value: unknown, wanted: unknown): boolean {
  if (typeof wanted === 'string' && wanted.startsWith('/')) return matchesExpression(value, wanted)
  if (!isRecord(wanted)) return value === wanted
  return Object.entries(wanted).every(([operator, operand]) => OPERATORS[operator]?.(value, operand) ?? false)
}

const order = (holds: (a: number | string, b: number | string) => boolean) => (a: unknown, b: unknown) =>
  typeof a === typeof b &&
  (typeof a === 'number' || typeof a === 'string') &&
  (typeof b === 'number' || typeof b === 'string')
    ? holds(a, b)
    : false

const OPERATORS: Record<string, (value: unknown, operand: unknown) => boolean> = {
  $eq: (value, operand) => value === operand,
  $e: (value, operand) => value === operand,
  $ne: (value, operand) => value !== operand,
  $gt: order((a, b) => a > b),
  $gte: order((a, b) => a >= b),
  $lt: order((a, b) => a < b),
  $lte: order((a, b) => a <= b),
  $in: (value, operand) => Array.isArray(operand) && operand.includes(value),
  $nin: (value, operand) => Array.isArray(operand) && !operand.includes(value),
  $exists: (value, operand) => (value !== undefined) === Boolean(operand),
  $regex: (value, operand) => typeof operand === 'string' && matchesExpression(value, operand),
  $not: (value, operand) => !matchesValue(value, operand),
}

/** `/pattern/flags`; what PHP would not compile matches nothing. */
function matchesExpression(value: unknown, expression: string): boolean {
  const [, source, flags = ''] = /^\/(.*)\/([imsu]*)$/s.exec(expression) ?? []
  if (source === undefined || typeof value !== 'string') return value === expression
  try {
    return new RegExp(source, flags).test(value)
  } catch {
    return false
  }
}
