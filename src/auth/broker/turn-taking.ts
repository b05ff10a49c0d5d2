/**
 * One task per key at a time, in the order of asking; nobody shares another's outcome.
 * A key is held only while there is work for it.
 */
export function turnTaking(): <T>(key: string, task: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<void>>()
  return (key, task) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(task)
    const settled = mine.then(nothing, nothing)
    last.set(key, settled)
    void settled.then(() => last.get(key) === settled && last.delete(key))
    return mine
  }
}

const nothing = () => {}
