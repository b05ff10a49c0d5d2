import { createRequire } from 'node:module'
import { Writable } from 'node:stream'
import { pino, stdSerializers, type DestinationStream, type Logger } from 'pino'
import type { PinoPretty } from 'pino-pretty'
import type { Config } from '../config/config.js'

const SECRET_KEYS = [
  'authorization',
  'cookie',
  '["set-cookie"]',
  '["proxy-authorization"]',
  '["mcp-session-id"]',
  'password',
  'code',
  'code_verifier',
  'client_secret',
  'access_token',
  'refresh_token',
  'id_token',
  'registration_access_token',
  'state',
  'nonce',
]
/** A bracketed key joins its parent without a dot; pino does not look into a parent for a top-level path, so both are listed. */
const anywhere = SECRET_KEYS.flatMap(key =>
  key.startsWith('[') ? [key, `*${key}`, `*.*${key}`] : [key, `*.${key}`, `*.*.${key}`],
)

const FOR_PEOPLE = { colorize: false, sync: true, singleLine: true, translateTime: 'SYS:yyyy-mm-dd HH:MM:ss.l' }

/**
 * The process logger. Secrets are types that print `[redacted]`; the redaction here is the second fence (LOG-1).
 *
 * @param destination - where lines go; stdout by default.
 */
export function createLogger(config: Config['log'], destination?: DestinationStream): Logger {
  const options = {
    level: config.level,
    base: null,
    redact: { paths: anywhere, censor: '[redacted]' },
    serializers: { err: describeError },
    hooks: { streamWrite: escapeInvisible },
  }
  if (config.format === 'json') return destination ? pino(options, destination) : pino(options)
  const stream = destination ? { destination: streamTo(destination) } : {}
  return pino(options, prettily()({ ...FOR_PEOPLE, ...stream }))
}

/** Loaded where lines are for people, and not at each start. */
function prettily(): typeof PinoPretty {
  return createRequire(import.meta.url)('pino-pretty')
}

/** pino takes whatever can `write`; pino-pretty wants a stream. */
function streamTo(destination: DestinationStream): Writable {
  return new Writable({
    write: (chunk, _encoding, done) => {
      destination.write(String(chunk))
      done()
    },
  })
}

/** What JSON leaves as it is, and terminals and viewers take for commands or line ends (LOG-4). */
function escapeInvisible(line: string): string {
  return line.replace(/[\u007f-\u009f\u2028\u2029]/g, one => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Type, code and message of an error and of its causes, without what libraries hang on them (requests, options, bodies). */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error).slice(0, 200) }
  const { type, message, stack } = stdSerializers.err(error)
  const code = 'code' in error ? String(error.code).slice(0, 80) : undefined
  const isOurs = code?.startsWith('NCMCP_') ?? false
  // Not `code`: a field of that name is redacted, because authorization codes have it.
  return {
    type,
    errorCode: code,
    message: message.slice(0, 500),
    ...(isOurs ? {} : { stack: stack.split('\n').slice(0, 8).join('\n') }),
  }
}
