import { boolean } from '../values/boolean.js'
import { secretHeaders } from '../values/headers.js'
import { decimal } from '../values/number.js'
import { choice, text } from '../values/text.js'
import { baseUrl } from '../values/url.js'
import { EVERY_MODE, optional, withDefault } from './variable.js'

/** OpenTelemetry traces, by the names that its specification gives to settings. */
export const tracingVariables = {
  OTEL_EXPORTER_OTLP_ENDPOINT: optional(baseUrl(), {
    description:
      'Collector to which traces are sent, as OTLP in JSON by HTTP (commonly port 4318), at `/v1/traces` under this address. Without it and `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT` nothing is traced.',
    modes: EVERY_MODE,
  }),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: optional(baseUrl(), {
    description: 'The same as a whole address, to which nothing is added. Wins over `OTEL_EXPORTER_OTLP_ENDPOINT`.',
    modes: EVERY_MODE,
  }),
  OTEL_EXPORTER_OTLP_HEADERS: optional(secretHeaders(), {
    description: 'Headers that the collector wants, for example `authorization=Bearer%20…`.',
    modes: EVERY_MODE,
  }),
  OTEL_SERVICE_NAME: withDefault(text(), 'nextcloud-mcp-server', {
    description: 'Name of this server in traces.',
    modes: EVERY_MODE,
  }),
  OTEL_SDK_DISABLED: withDefault(boolean(), 'false', {
    description: 'Trace nothing, whatever else is set.',
    modes: EVERY_MODE,
  }),
  OTEL_TRACES_EXPORTER: withDefault(choice(['otlp', 'none']), 'otlp', {
    description: '`none` traces nothing, whatever else is set.',
    modes: EVERY_MODE,
  }),
  OTEL_TRACES_SAMPLER: withDefault(
    choice([
      'always_on',
      'always_off',
      'traceidratio',
      'parentbased_always_on',
      'parentbased_always_off',
      'parentbased_traceidratio',
    ]),
    'parentbased_always_on',
    {
      description:
        'Which traces are recorded. With the names that begin with `parentbased_`, callers that send a `traceparent` decide for theirs.',
      modes: EVERY_MODE,
    },
  ),
  OTEL_TRACES_SAMPLER_ARG: withDefault(decimal({ min: 0, max: 1 }), '1', {
    description: 'Share of the traces that samplers with `traceidratio` in their name record: `0.1` is one in ten.',
    modes: EVERY_MODE,
  }),
}
