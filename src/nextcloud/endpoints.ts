/** Absolute URLs of one Nextcloud. Paths begin with a slash and are built with `path` or a DAV path builder. */
export interface Endpoints {
  /** As configured, sub-path included, without a trailing slash. */
  readonly base: string
  /** OCS v2; v1 answers HTTP 200 for nearly every failure. */
  ocs(path: string): string
  /** Routes of apps. Without pretty URLs only the `/index.php` form exists; with them both do. */
  app(path: string): string
  dav(path: string): string
}

/** @param baseUrl - `NEXTCLOUD_HOST`, which may hold the sub-path of the installation, e.g. `https://example.org/cloud`. */
export function endpoints(baseUrl: string): Endpoints {
  const base = baseUrl.replace(/\/+$/, '')
  return {
    base,
    ocs: path => `${base}/ocs/v2.php${path}`,
    app: path => `${base}/index.php${path}`,
    dav: path => `${base}/remote.php/dav${path}`,
  }
}
