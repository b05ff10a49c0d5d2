import t from 'tap'
import { UnsafePath } from '../../src/errors/unsafe-path.js'
import { path } from '../../src/lib/path.js'

for (const [segment, expected] of [
  ['plain', '/notes/plain/x'],
  [7, '/notes/7/x'],
  ['a/b', '/notes/a%2Fb/x'],
  ['a\\..\\b', '/notes/a%5C..%5Cb/x'],
  ['%2e%2e', '/notes/%252e%252e/x'],
  ['?q=1#f', '/notes/%3Fq%3D1%23f/x'],
  ['...', '/notes/.../x'],
  ['ünï', '/notes/%C3%BCn%C3%AF/x'],
] as const) {
  t.test(`${JSON.stringify(segment)} stays one segment`, async t => {
    const built = path`/notes/${segment}/x`
    t.equal(built, expected)
    t.equal(new URL(`http://localhost${built}`).pathname, expected, 'a URL does not resolve it to something else')
  })
}

for (const segment of ['.', '..']) {
  t.test(`${JSON.stringify(segment)} is refused`, async t => {
    t.throws(() => path`/notes/${segment}`, UnsafePath)
  })
}
