import { InvalidRequest } from '../errors/nextcloud-errors.js'
import type { AccessPort, ToolContext } from '../mcp/tool-context.js'

/** @throws {InvalidRequest} where background access does not exist; the tools that need it are not listed there. */
export function accessOf({ access }: ToolContext): AccessPort {
  if (!access) throw new InvalidRequest('Background access does not exist on this server.')
  return access
}
