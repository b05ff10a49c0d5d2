export interface TurnTaking {
  <T>(key: string, task: () => Promise<T>): Promise<T>
  /** Resolves when no task is under way. Never rejects. */
  idle(): Promise<void>
}

/**
 * One task per key at a time, in the order of asking; nobody shares another's outcome.
 * A key is held only while there is work for it.
 */
export function turnTaking(): TurnTaking {
  const last = new Map<string, Promise<void>>()

  function take<T>(key: string, task: () => Promise<T>): Promise<T> {
    const mine = (last.get(key) ?? Promise.resolve()).then(task)
    const settled = mine.then(nothing, nothing)
    last.set(key, settled)
    void settled.then(() => last.get(key) === settled && last.delete(key))
    return mine
  }

  async function idle(): Promise<void> {
    while (last.size > 0) await Promise.all(last.values())
  }

  return Object.assign(take, { idle })
}

const nothing = () => {}
