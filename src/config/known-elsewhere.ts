/** Names that other documents give to one of ours: they would be overlooked, so they are errors. */
export const MISNAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    NEXTCLOUD_URL: 'NEXTCLOUD_HOST',
    NEXTCLOUD_BASE_URL: 'NEXTCLOUD_HOST',
    NEXTCLOUD_HOSTNAME: 'NEXTCLOUD_HOST',
    NEXTCLOUD_USER: 'NEXTCLOUD_USERNAME',
    NEXTCLOUD_PASS: 'NEXTCLOUD_PASSWORD',
    NEXTCLOUD_OIDC_DISCOVERY_URL: 'OIDC_DISCOVERY_URL',
    OIDC_DISCOVERY_URI: 'OIDC_DISCOVERY_URL',
    NEXTCLOUD_OIDC_ISSUER: 'OIDC_ISSUER',
    OIDC_CLIENT_ID: 'NEXTCLOUD_OIDC_CLIENT_ID',
    OIDC_CLIENT_SECRET: 'NEXTCLOUD_OIDC_CLIENT_SECRET',
    MCP_SERVER_URL: 'NEXTCLOUD_MCP_SERVER_URL',
    NEXTCLOUD_MCP_URL: 'NEXTCLOUD_MCP_SERVER_URL',
    ENCRYPTION_KEY: 'TOKEN_ENCRYPTION_KEY',
    TOKEN_STORAGE_PATH: 'TOKEN_STORAGE_DB',
    ALLOWED_MGMT_CLIENTS: 'ALLOWED_MGMT_CLIENT',
  }),
)

const SEARCH = 'belongs to semantic search, which this release does not have yet. It is not read.'
const CLIENT_PAIR = 'is not read. Only NEXTCLOUD_OIDC_CLIENT_ID and NEXTCLOUD_OIDC_CLIENT_SECRET name our client.'
const SERVICE_NAME = 'is not read. Write the whole address into WEBHOOK_INTERNAL_URL.'
const ONE_PROTOCOL = 'is not read. Traces go out as OTLP in JSON by HTTP, commonly to port 4318 of the collector.'
const TOKEN_EXCHANGE = 'is not read: the oidc app of Nextcloud has no token exchange. Remove it.'

/** Variables that servers of this kind know and this one does not: what to do instead. */
export const NOT_READ: ReadonlyMap<string, string> = new Map(
  Object.entries({
    NEXTCLOUD_APP_PASSWORD: 'is not read. For single-user mode put the app password into NEXTCLOUD_PASSWORD.',
    ENABLE_TOKEN_EXCHANGE: TOKEN_EXCHANGE,
    TOKEN_EXCHANGE_CACHE_TTL: TOKEN_EXCHANGE,
    ENABLE_DCR: 'is not read. This server registers itself when NEXTCLOUD_OIDC_CLIENT_ID is not set.',
    MCP_SERVER_CLIENT_ID: CLIENT_PAIR,
    MCP_SERVER_CLIENT_SECRET: CLIENT_PAIR,
    NEXTCLOUD_MCP_SERVICE_NAME: SERVICE_NAME,
    NEXTCLOUD_MCP_PORT: SERVICE_NAME,
    NEXTCLOUD_MCP_SETTINGS_FILE:
      'is not read. Settings come from the environment, or from a file given with --env-file.',
    MCP_DNS_REBINDING_PROTECTION: 'is not read: the protection is always on. MCP_ALLOWED_HOSTS names more hosts.',
    CORS_ALLOW_ORIGINS: 'is not read. MCP_ALLOWED_ORIGINS names web origins that may call.',
    DATABASE_URL: 'is not read. Storage is a SQLite file, see TOKEN_STORAGE_DB.',
    OTEL_EXPORTER_OTLP_PROTOCOL: ONE_PROTOCOL,
    OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: ONE_PROTOCOL,
    OTEL_RESOURCE_ATTRIBUTES: 'is not read. OTEL_SERVICE_NAME names this server in traces.',
    QDRANT_URL: SEARCH,
    QDRANT_LOCATION: SEARCH,
    QDRANT_COLLECTION: SEARCH,
    QDRANT_API_KEY: SEARCH,
    VECTOR_SYNC_SCAN_INTERVAL: SEARCH,
    VECTOR_SYNC_USER_POLL_INTERVAL: SEARCH,
    VECTOR_SYNC_PROCESSOR_WORKERS: SEARCH,
    VECTOR_SYNC_QUEUE_MAX_SIZE: SEARCH,
    VECTOR_SYNC_FILES: SEARCH,
    VECTOR_SYNC_TAG: SEARCH,
    VECTOR_SYNC_PDF_TAG: SEARCH,
    VECTOR_SYNC_KEYWORD_TAG: SEARCH,
    VECTOR_SYNC_MAX_INDEX_FAILURES: SEARCH,
    VECTOR_SYNC_EMPTY_DISCOVERY_DELETE_THRESHOLD: SEARCH,
    VECTOR_SYNC_ORPHAN_SWEEP_ENABLED: SEARCH,
    ENABLE_DOCUMENT_PROCESSING: SEARCH,
    ENABLE_UNSTRUCTURED: SEARCH,
    ENABLE_TESSERACT: SEARCH,
    ENABLE_PYMUPDF: SEARCH,
    ENABLE_CUSTOM_PROCESSOR: SEARCH,
  }),
)
