/**
 * Takes the sub-path of the installation and `/index.php` away, so that every route has one spelling.
 * `/index.php/.well-known/…` stays as it is: without the prefix it is another answer, a redirect of the web server.
 */
export function rewriteUrl(url: string, basePath: string): string {
  const inside = basePath !== '' && url.startsWith(basePath) ? url.slice(basePath.length) || '/' : url
  if (!inside.startsWith('/index.php')) return inside
  const rest = inside.slice('/index.php'.length)
  if (rest.startsWith('/.well-known/')) return inside
  if (rest === '' || rest.startsWith('?')) return `/${rest}`
  return rest.startsWith('/') ? rest : inside
}
