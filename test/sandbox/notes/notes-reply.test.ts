import Fastify, { type FastifyReply } from 'fastify'
import t from 'tap'
import * as replies from '../../../src/sandbox/notes/notes-reply.js'

const answerOf = (send: (reply: FastifyReply) => FastifyReply) => {
  const app = Fastify()
  app.get('/', (_request, reply) => send(reply.header('x-user-id', 'alice')))
  return app.inject('/')
}

t.test('every answer of the API names its versions, a crash does not even name the user', async t => {
  for (const [send, statusCode] of [
    [(reply: FastifyReply) => replies.sendNotesJson(reply, 200, {}), 200],
    [(reply: FastifyReply) => replies.sendNotModified(reply, '"x"'), 304],
    [replies.sendNoSuchNote, 404],
    [replies.sendBadPath, 400],
  ] as const) {
    t.match(await answerOf(send), { statusCode, headers: { 'x-notes-api-versions': '0.2, 1.3, 1.4' } })
  }
  const crash = await answerOf(replies.sendCrash)
  t.equal(crash.statusCode, 500)
  t.notOk('x-user-id' in crash.headers)
})
