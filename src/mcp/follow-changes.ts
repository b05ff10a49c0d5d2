import type { Server } from '@modelcontextprotocol/server'
import type { Change, Changes } from './changes.js'

/** Watched by one session. A client may watch only so many. */
const MOST_WATCHED = 1000

/** Tells a session what changes: lists always, single resources when it asked for them. @returns what ends it. */
export function followChanges(server: Server, changes: Changes): () => void {
  const watched = new Set<string>()
  server.setRequestHandler('resources/subscribe', ({ params: { uri } }) => {
    if (watched.size < MOST_WATCHED) watched.add(uri)
    return {}
  })
  server.setRequestHandler('resources/unsubscribe', ({ params: { uri } }) => {
    watched.delete(uri)
    return {}
  })
  return changes.subscribe(change => {
    if (change.kind !== 'resource' || watched.has(change.uri)) tell(server, change).catch(unheard)
  })
}

/** The client is not listening. */
const unheard = () => {}

function tell(server: Server, change: Change): Promise<void> {
  if (change.kind === 'tools') return server.sendToolListChanged()
  if (change.kind === 'prompts') return server.sendPromptListChanged()
  if (change.kind === 'resources') return server.sendResourceListChanged()
  return server.sendResourceUpdated({ uri: change.uri })
}
