/**
 * The address of a page beside the requested one, with the same query. Relative, so that a path in front of ours does not matter.
 *
 * @param url - of the request, without the origin.
 * @param name - the last segment of the page's path.
 */
export function neighbour(url: string, name: string): string {
  const query = url.indexOf('?')
  return query < 0 ? name : name + url.slice(query)
}
