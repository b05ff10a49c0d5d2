import type { FastifyInstance } from 'fastify'

const CSS = `:root { color-scheme: light dark; --blue: #00679e; --line: #8884; }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; display: flex; flex-direction: column; min-height: 100vh; }
header { display: flex; gap: 1rem; align-items: center; padding: .6rem 1rem; background: var(--blue); color: #fff; }
header a { color: #fff; text-decoration: none; }
header > a:first-child { font-weight: bold; margin-right: auto; }
header form { margin: 0; }
main { flex: 1; width: 100%; max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem; }
footer { padding: 1rem; text-align: center; opacity: .6; font-size: .85rem; }
.card { border: 1px solid var(--line); border-radius: .8rem; padding: 1rem 1.4rem; margin-bottom: 1.2rem; }
label { display: block; margin: .6rem 0; }
input:not([type=checkbox]), textarea { width: 100%; padding: .5rem .7rem; font: inherit; border: 1px solid var(--line); border-radius: .5rem; }
textarea { min-height: 16rem; }
button, .button { display: inline-block; padding: .45rem 1.1rem; font: inherit; border: 1px solid var(--line); border-radius: 2rem; background: transparent; color: inherit; cursor: pointer; text-decoration: none; }
button.primary, .button.primary { background: var(--blue); border-color: var(--blue); color: #fff; }
form { margin: .6rem 0; }
table { width: 100%; border-collapse: collapse; }
td, th { text-align: left; padding: .4rem; border-bottom: 1px solid var(--line); vertical-align: top; }
td form { margin: 0; }
ul.scopes { list-style: none; padding: 0; }
.note { border-left: 4px solid var(--blue); padding: .4rem .8rem; background: #8882; }
.warning { border-left: 4px solid #c00; padding: .4rem .8rem; background: #c001; }
`

/** The one stylesheet of the pages. */
export function stylesheet(scope: FastifyInstance): void {
  scope.get('/core/css/sandbox.css', { config: { kind: 'file', credentials: 'ignored' } }, async (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'max-age=3600').send(CSS),
  )
}
