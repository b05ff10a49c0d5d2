import 'fastify'

/** What kind of Nextcloud entry point a route is; decides how a refusal looks. */
export type RouteKind = 'ocs' | 'dav' | 'app' | 'page' | 'file'

/** Rules that a route hands to the request pipeline through its `config`. */
export interface RouteRules {
  kind?: RouteKind
  /** `user` by default on ocs, dav and app routes; `ignored`: the route reads `Authorization` itself, the pipeline does not look. */
  credentials?: 'ignored' | 'optional' | 'user' | 'admin'
}

/** Who a request is from, when it is from anybody. */
export interface Caller {
  uid: string
  via: 'login-password' | 'app-password' | 'bearer' | 'cookie'
  /** The app password in use, for `via: 'app-password'`. */
  appPassword?: string
}

declare module 'fastify' {
  interface FastifyContextConfig extends RouteRules {}
  interface FastifyRequest {
    /** null: anonymous. */
    caller: Caller | null
  }
}
