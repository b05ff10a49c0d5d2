/**
 * Where to go after the login: a path of this installation, or its home page for anything else.
 *
 * Paths only: `//host`, backslashes and control characters, which browsers turn into another host, do not pass.
 */
export function safeReturn(basePath: string, target: string | undefined): string {
  const home = `${basePath}/apps/files/`
  if (target === undefined || !/^\/(?![/\\])[^\\]*$/.test(target)) return home
  if ([...target].some(character => character < ' ' || character === '\x7f')) return home
  return target.startsWith(`${basePath}/`) ? target : home
}
