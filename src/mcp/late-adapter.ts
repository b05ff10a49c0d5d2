import type { ProtocolAdapter } from './protocol-adapter.js'

/** An adapter whose SDK is loaded when it is first asked, or before by `load`: loading it at the start would be a tenth of the start. */
export interface LateAdapter extends ProtocolAdapter {
  /** Loads it now. Never rejects: what is wrong shows at the first request. */
  load(): Promise<void>
}

/** @param create - once; again only after it failed. */
export function lateAdapter(create: () => Promise<ProtocolAdapter>): LateAdapter {
  let adapter: Promise<ProtocolAdapter> | undefined
  const loaded = () => (adapter ??= create().catch(forget))
  const forget = (cause: unknown) => {
    adapter = undefined
    throw cause
  }
  return {
    speaks: () => true,
    answer: async (request, caller) => (await loaded()).answer(request, caller),
    load: () =>
      loaded().then(
        () => {},
        () => {},
      ),
  }
}
