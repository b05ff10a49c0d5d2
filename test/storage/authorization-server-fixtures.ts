import type {
  AuthorizationCode,
  AuthorizationRequest,
  IssuedToken,
  RegisteredClient,
} from '../../src/storage/authorization-server-storage.js'

export const clientOf = (changes: Partial<RegisteredClient> = {}): RegisteredClient => ({
  clientId: 'client-1',
  name: 'Claude',
  redirectUris: ['https://claude.ai/api/mcp/auth_callback'],
  authMethod: 'none',
  secretHash: null,
  createdAt: 100,
  usedAt: null,
  ...changes,
})

export const requestOf = (changes: Partial<AuthorizationRequest> = {}): AuthorizationRequest => ({
  requestHash: 'request-1',
  cookieHash: 'cookie',
  clientId: 'client-1',
  clientName: 'Claude',
  redirectUri: 'https://claude.ai/api/mcp/auth_callback',
  state: 's',
  scopes: ['notes.read'],
  codeChallenge: 'challenge',
  resource: 'https://mcp.example/mcp',
  alwaysAsk: false,
  approvalHash: null,
  createdAt: 100,
  expiresAt: 700,
  ...changes,
})

export const codeOf = (changes: Partial<AuthorizationCode> = {}): AuthorizationCode => ({
  codeHash: 'code-1',
  familyId: 'family-1',
  clientId: 'client-1',
  userId: 'alice',
  redirectUri: 'https://claude.ai/api/mcp/auth_callback',
  codeChallenge: 'challenge',
  scopes: ['notes.read'],
  resource: 'https://mcp.example/mcp',
  createdAt: 100,
  expiresAt: 160,
  usedAt: null,
  ...changes,
})

export const tokenOf = (tokenHash: string, changes: Partial<IssuedToken> = {}): IssuedToken => ({
  tokenHash,
  kind: 'refresh',
  familyId: 'family-1',
  clientId: 'client-1',
  userId: 'alice',
  scopes: ['notes.read'],
  resource: 'https://mcp.example/mcp',
  createdAt: 100,
  expiresAt: 1_000,
  usedAt: null,
  ...changes,
})
