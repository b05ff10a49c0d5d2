import { DemoFailed } from '../demo-failed.js'
import type { DemoWorld } from '../demo-world.js'
import { openMcpSession } from '../mcp-session.js'
import type { Narrator } from '../narrator.js'

/** Alice edits her note; Nextcloud's background job delivers the event; it lands in the queue. */
export async function receiveEvent(world: DemoWorld, tell: Narrator, noteId: number): Promise<void> {
  tell.step('Alice edits her note, and Nextcloud tells us')
  const mcp = await openMcpSession(world.serverUrl, world.user('alice'))
  await mcp.call('nc_notes_append_content', { note_id: noteId, content: 'Cheese' })
  await mcp.close()
  tell.show(`tools/call nc_notes_append_content -> note ${noteId}`)
  await world.sandbox.runJobs()
  const [event] = (await world.app.storage?.events.oldest(1)) ?? []
  if (!event) throw new DemoFailed('The event did not arrive.')
  tell.show(`POST /webhooks/nextcloud -> queued: ${event.event}`)
  tell.show(event.payload)
}
