import type { Narrator } from './narrator.js'

const LIST = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}'

/** Command lines that work as they are when they are pasted: what is always there first. */
export function showClients(tell: Narrator, { url, authorization }: { url: string; authorization: string }): void {
  const header = `"Authorization: ${authorization}"`
  tell.show(`curl ${url} -H ${header} -H 'Content-Type: application/json' \\`)
  tell.show(`  -H 'Accept: application/json, text/event-stream' -d '${LIST}'`)
  tell.show(`claude mcp add --transport http nextcloud ${url} --header ${header}`)
  tell.say('With Node.js 22.19 or later also:')
  tell.show(`npx @modelcontextprotocol/inspector --cli ${url} --transport http --method tools/list \\`)
  tell.show(`  --header ${header}`)
}
