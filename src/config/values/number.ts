import { valueKind, type Refuse, type ValueKind } from './value-kind.js'

interface Range {
  min: number
  max: number
  /** Shown in the reference: `seconds`. */
  unit?: string
}

/** CFG-4: digits only. No sign, no fraction, no exponent, no other base. */
export function wholeNumber(range: Range): ValueKind<number> {
  return valueKind(describe('whole number', range), (text, refuse) =>
    /^\d{1,15}$/.test(text) ? within(range, Number(text), refuse) : outside(range, refuse),
  )
}

/** A number with or without a decimal fraction: `1`, `1.5`. */
export function decimal(range: Range): ValueKind<number> {
  return valueKind(describe('number', range), (text, refuse) =>
    /^\d{1,9}(\.\d{1,6})?$/.test(text) ? within(range, Number(text), refuse) : outside(range, refuse),
  )
}

function describe(word: string, { min, max, unit }: Range): string {
  return `${word}${unit ? ` of ${unit}` : ''}, ${min} to ${max}`
}

function within(range: Range, value: number, refuse: Refuse): number {
  return value >= range.min && value <= range.max ? value : outside(range, refuse)
}

function outside({ min, max }: Range, refuse: Refuse): never {
  return refuse(`is not a number between ${min} and ${max}.`, `Write digits only, from ${min} to ${max}.`)
}
