import { InvalidRequest } from '../../errors/nextcloud-errors.js'
import { path } from '../../lib/path.js'
import { davFilePath, davSegments } from '../dav/dav-path.js'
import { readMultistatus } from '../dav/multistatus.js'
import { NAMESPACES } from '../dav/xml.js'
import { quoteEtag, readEtag } from '../etag.js'
import type { HttpResponse } from '../http-client.js'
import { unintelligible, type Route } from '../map-failure.js'
import { rfc3339 } from '../rfc3339.js'
import { call, type Call, type Session } from '../session.js'
import { FILE_PROPS, toFileItem, type FileItem } from './file-item.js'
import { searchRequest, type FileSearch } from './search-request.js'

/** A piece of a file. */
export interface FileBytes {
  bytes: Buffer
  /** Where the piece begins. */
  offset: number
  /** Of the whole file. */
  size: number
  /** Without parameters. */
  mimeType: string | null
  modified: string | null
  etag: string | undefined
}

/** What a write left behind. */
export interface Written {
  /** false: something was there before. */
  created: boolean
  etag: string | undefined
  fileId: number | undefined
}

/** The files of the person, by WebDAV. Paths are as the person writes them; @throws {UnsafePath} for the rest. */
export interface FilesClient {
  /** What is in a folder, itself not included. @throws {InvalidRequest} for a file. @throws {NotFound} */
  list(folder: string): Promise<FileItem[]>
  /** One file or folder. @throws {NotFound} */
  stat(item: string): Promise<FileItem>
  /** At most `length` bytes from `offset`. @throws {InvalidRequest} for a folder. @throws {NotFound} */
  read(file: string, range: { offset: number; length: number }): Promise<FileBytes>
  /**
   * @param options - `ifMatch` without quotes; `createOnly` refuses to replace.
   * @throws {PreconditionFailed} when `ifMatch` is not current. @throws {Conflict} when `createOnly` finds something.
   * @throws {NotFound} when the folder does not exist.
   */
  write(
    file: string,
    content: string,
    options?: { ifMatch?: string | undefined; createOnly?: boolean },
  ): Promise<Written>
  search(folder: string, search: FileSearch): Promise<FileItem[]>
  /** @throws {Conflict} when the destination exists and `overwrite` is false, or its folder does not exist. */
  move(from: string, to: string, options: { overwrite: boolean; ifMatch?: string | undefined }): Promise<Written>
  /** To the trash bin. @throws {NotFound} */
  remove(item: string, ifMatch?: string): Promise<void>
  /** @throws {Conflict} when it exists, or its parent does not. */
  createFolder(folder: string): Promise<{ fileId: number | undefined }>
  /** Opens a file or folder in a browser. */
  linkTo(fileId: number): string
}

const DAV: Route = { kind: 'dav' }
const XML_HEADERS = { 'content-type': 'text/xml; charset=utf-8' }
const MAX_LISTING_BYTES = 20 * 1024 * 1024
const MAX_ERROR_BYTES = 64 * 1024
const PROPFIND = `<?xml version="1.0" encoding="utf-8"?><d:propfind ${NAMESPACES}>${FILE_PROPS}</d:propfind>`

export function filesClient(session: Session): FilesClient {
  const { endpoints, browser, userId } = session
  const urlOf = (item: string) => endpoints.dav(davFilePath(userId, item))
  const linkTo = (fileId: number) => browser.app(path`/f/${fileId}`)
  const send = (request: Call) => call(session, DAV, request)
  const items = (response: HttpResponse) =>
    readMultistatus(response.body).flatMap(resource => toFileItem(resource, linkTo) ?? [])
  const propfind = async (item: string, depth: '0' | '1') => {
    const headers = { ...XML_HEADERS, depth }
    return items(
      await send({ method: 'PROPFIND', url: urlOf(item), headers, body: PROPFIND, maxBytes: MAX_LISTING_BYTES }),
    )
  }
  return {
    linkTo,
    list: async folder => contentsOf(folder, await propfind(folder, '1')),
    stat: async item => {
      const [found] = await propfind(item, '0')
      if (!found) throw unintelligible()
      return found
    },
    read: async (file, { offset, length }) => {
      const get = { method: 'GET', url: urlOf(file), maxBytes: length + MAX_ERROR_BYTES }
      const headers = { range: `bytes=${offset}-${offset + length - 1}` }
      const response = await send({ ...get, headers }).catch((error: unknown) => {
        // An empty file has no first byte, so its beginning may be out of range (RFC 9110, section 14.1.2).
        if (offset > 0 || !(error instanceof InvalidRequest)) throw error
        return send(get)
      })
      return toBytes(response, offset, length)
    },
    write: async (file, content, options = {}) => {
      refuseRoot(file)
      return toWritten(await send({ method: 'PUT', url: urlOf(file), headers: writeHeaders(options), body: content }))
    },
    search: async (folder, search) => {
      const body = searchRequest(davFilePath(userId, folder), search)
      const url = endpoints.dav('/')
      return items(await send({ method: 'SEARCH', url, headers: XML_HEADERS, body, maxBytes: MAX_LISTING_BYTES }))
    },
    move: async (from, to, { overwrite, ifMatch }) => {
      refuseRoot(from)
      refuseRoot(to)
      const headers = { destination: urlOf(to), overwrite: overwrite ? 'T' : 'F', ...ifMatchHeader(ifMatch) }
      return toWritten(await send({ method: 'MOVE', url: urlOf(from), headers }))
    },
    remove: async (item, ifMatch) => {
      refuseRoot(item)
      await send({ method: 'DELETE', url: urlOf(item), headers: ifMatchHeader(ifMatch) })
    },
    createFolder: async folder => {
      refuseRoot(folder)
      return { fileId: fileIdOf(await send({ method: 'MKCOL', url: urlOf(folder) })) }
    },
  }
}

function contentsOf(folder: string, found: FileItem[]): FileItem[] {
  const self = `/${davSegments(folder).join('/')}`
  const itself = found.find(item => item.path === self)
  if (itself?.kind === 'file') throw new InvalidRequest('This is a file, not a folder.')
  return found.filter(item => item.path !== self)
}

/** A GET of a folder is 200 with nothing in it and no ETag. A server may ignore the range and send the whole file. */
function toBytes({ status, headers, body }: HttpResponse, offset: number, length: number): FileBytes {
  const etag = readEtag(headers['etag'])
  if (etag === undefined && body.length === 0) throw new InvalidRequest('This is a folder, not a file.')
  const total = /\/(\d+)$/.exec(headers['content-range'] ?? '')?.[1]
  return {
    bytes: status === 206 ? body : body.subarray(offset, offset + length),
    offset,
    size: total === undefined ? body.length : Number(total),
    mimeType: headers['content-type']?.split(';')[0]?.trim() || null,
    modified: rfc3339(headers['last-modified']),
    etag,
  }
}

function writeHeaders(options: { ifMatch?: string | undefined; createOnly?: boolean }) {
  return {
    'content-type': 'text/plain; charset=utf-8',
    ...ifMatchHeader(options.ifMatch),
    ...(options.createOnly && { 'if-none-match': '*' }),
  }
}

const ifMatchHeader = (ifMatch: string | undefined): Record<string, string> =>
  ifMatch === undefined ? {} : { 'if-match': quoteEtag(ifMatch) }

const toWritten = (response: HttpResponse): Written => ({
  created: response.status === 201,
  etag: readEtag(response.headers['oc-etag'] ?? response.headers['etag']),
  fileId: fileIdOf(response),
})

/** `OC-FileId` is the number, padded, with the instance's id behind it. */
function fileIdOf({ headers }: HttpResponse): number | undefined {
  const digits = /^\d+/.exec(headers['oc-fileid'] ?? '')?.[0]
  return digits === undefined ? undefined : Number(digits)
}

function refuseRoot(item: string): void {
  if (davSegments(item).length === 0) throw new InvalidRequest('This cannot be done to the root folder.')
}
