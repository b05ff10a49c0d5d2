/** Something that clients may have read before is different now. */
export type Change = { kind: 'tools' } | { kind: 'prompts' } | { kind: 'resources' } | { kind: 'resource'; uri: string }

/** Tells all who listen in this process. */
export interface Changes {
  publish(change: Change): void
  /** @returns what ends it. */
  subscribe(listener: (change: Change) => void): () => void
}

export function createChanges(): Changes {
  const listeners = new Set<(change: Change) => void>()
  return {
    publish: change => listeners.forEach(listener => listener(change)),
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
