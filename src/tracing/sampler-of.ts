import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace'
import type { TracingConfig } from '../config/config.js'

/**
 * Which traces are recorded. By the names that begin with `parentbased_`, whoever says that we continue their trace decides.
 *
 * @see https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
export function samplerOf({ sampler, ratio }: Pick<TracingConfig, 'sampler' | 'ratio'>): Sampler {
  if (sampler === 'always_on') return new AlwaysOnSampler()
  if (sampler === 'always_off') return new AlwaysOffSampler()
  if (sampler === 'traceidratio') return new TraceIdRatioBasedSampler(ratio)
  return new ParentBasedSampler({ root: rootOf(sampler, ratio) })
}

function rootOf(sampler: TracingConfig['sampler'], ratio: number): Sampler {
  if (sampler === 'parentbased_always_off') return new AlwaysOffSampler()
  return sampler === 'parentbased_traceidratio' ? new TraceIdRatioBasedSampler(ratio) : new AlwaysOnSampler()
}
