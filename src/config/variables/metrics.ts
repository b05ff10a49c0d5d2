import { boolean } from '../values/boolean.js'
import { listenHost } from '../values/host.js'
import { wholeNumber } from '../values/number.js'
import { EVERY_MODE, withDefault } from './variable.js'

/** Prometheus metrics, on a listener of their own. */
export const metricsVariables = {
  METRICS_ENABLED: withDefault(boolean(), 'true', {
    description:
      'Serve Prometheus metrics at `/metrics`, on a port of their own and never on `PORT`. Where that port is taken the server runs without them and says so.',
    modes: EVERY_MODE,
  }),
  METRICS_PORT: withDefault(wholeNumber({ min: 1, max: 65_535 }), '9090', {
    description: 'Port of the metrics.',
    modes: EVERY_MODE,
  }),
  METRICS_HOST: withDefault(listenHost(), '127.0.0.1', {
    description:
      'Address to serve metrics on. They need no credentials, so another one than `127.0.0.1` belongs into a network that only Prometheus reaches.',
    modes: EVERY_MODE,
  }),
}
