/** JSON text of a filter with its keys in order, so that two spellings of one filter compare equal. `{}` for none. */
export function filterText(filter: Readonly<Record<string, unknown>>): string {
  const keys = Object.keys(filter).sort()
  return JSON.stringify(Object.fromEntries(keys.map(key => [key, filter[key]])))
}
