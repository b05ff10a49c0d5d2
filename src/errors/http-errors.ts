import { AppError } from './app-error.js'

/** The `Host` header names a host that is not ours (GAP-32). */
export class HostNotAllowed extends AppError {
  readonly code = 'NCMCP_HOST_NOT_ALLOWED'
  readonly statusCode = 403

  constructor() {
    super('This host name is not served here. Set NEXTCLOUD_MCP_SERVER_URL, or add the name to MCP_ALLOWED_HOSTS.')
  }
}

/** The `Origin` header names a page that may not call us (GAP-32). */
export class OriginNotAllowed extends AppError {
  readonly code = 'NCMCP_ORIGIN_NOT_ALLOWED'
  readonly statusCode = 403

  constructor() {
    super('Pages of this origin may not call this server. Add the origin to MCP_ALLOWED_ORIGINS if they should.')
  }
}

/** No route has this path. */
export class RouteNotFound extends AppError {
  readonly code = 'NCMCP_ROUTE_NOT_FOUND'
  readonly statusCode = 404

  constructor() {
    super('There is nothing at this path. MCP clients use /mcp.')
  }
}

/** The path exists, but not with this method (RFC 9110, section 15.5.6). */
export class MethodNotAllowed extends AppError {
  readonly code = 'NCMCP_METHOD_NOT_ALLOWED'
  readonly statusCode = 405

  constructor() {
    super('This path does not take this method.')
  }
}
