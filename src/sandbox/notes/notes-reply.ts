import type { FastifyReply } from 'fastify'
import { htmlPage } from '../http/html-page.js'

const JSON_TYPE = 'application/json; charset=utf-8'
const API_VERSIONS = '0.2, 1.3, 1.4'

/** A JSON answer of the Notes API. */
export const sendNotesJson = (reply: FastifyReply, status: number, body: unknown): FastifyReply =>
  reply
    .code(status)
    .headers({ 'content-type': JSON_TYPE, 'x-notes-api-versions': API_VERSIONS })
    .send(JSON.stringify(body))

/** 304 with the ETag it is about. */
export const sendNotModified = (reply: FastifyReply, etag: string): FastifyReply =>
  reply.code(304).headers({ etag, 'x-notes-api-versions': API_VERSIONS }).send()

export const sendNoSuchNote = (reply: FastifyReply): FastifyReply =>
  sendNotesJson(reply, 404, { errorType: 'OCA\\Notes\\Service\\NoteDoesNotExistException' })

/** The catch-all of the app: versions, ids and paths that it does not know. */
export const sendBadPath = (reply: FastifyReply): FastifyReply => sendNotesJson(reply, 400, [])

/** What PHP makes of a value of the wrong type. */
export const sendCrash = (reply: FastifyReply): FastifyReply =>
  reply
    .code(500)
    .removeHeader('x-user-id')
    .type('text/html; charset=UTF-8')
    .send(htmlPage('Nextcloud', 'Internal Server Error'))
