import { z } from 'zod'

const Scopes = z.array(z.string())

/** Scopes as a JSON array in a text column; null stays null. */
export function writeScopes(scopes: readonly string[] | null): string | null {
  return scopes && JSON.stringify(scopes)
}

export function readScopes(text: string | null): readonly string[] | null {
  return text === null ? null : Scopes.parse(JSON.parse(text))
}

/** A list of strings as a JSON array in a text column. */
export const writeList = (list: readonly string[]): string => JSON.stringify(list)

export const readList = (text: string): readonly string[] => Scopes.parse(JSON.parse(text))
