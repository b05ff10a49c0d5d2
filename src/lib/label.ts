/** Words, methods, patterns of routes. */
const LABEL = /^[\w:/.*()+-]{1,100}$/

/** The last fence in front of a label: what does not look like one of our words is `other`. */
export function label(value: string): string {
  return LABEL.test(value) ? value : 'other'
}
