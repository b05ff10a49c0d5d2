import { ROOT_CONTEXT, SpanKind, trace, TraceFlags } from '@opentelemetry/api'
import { SamplingDecision } from '@opentelemetry/sdk-trace'
import t from 'tap'
import { samplerOf } from '../../src/tracing/sampler-of.js'

const LOW = '00000000000000000000000000000001'
const HIGH = '000000000000000000000000ffffffff'

function records(sampler: Parameters<typeof samplerOf>[0]['sampler'], traceId: string, parent?: boolean): boolean {
  const traceFlags = parent ? TraceFlags.SAMPLED : TraceFlags.NONE
  const context =
    parent === undefined
      ? ROOT_CONTEXT
      : trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId: '00f067aa0ba902b7', traceFlags, isRemote: true })
  const { decision } = samplerOf({ sampler, ratio: 0.5 }).shouldSample(context, traceId, 'x', SpanKind.SERVER, {}, [])
  return decision === SamplingDecision.RECORD_AND_SAMPLED
}

t.test('without a parent the name decides', async t => {
  for (const [sampler, low, high] of [
    ['always_on', true, true],
    ['always_off', false, false],
    ['traceidratio', true, false],
    ['parentbased_always_on', true, true],
    ['parentbased_always_off', false, false],
    ['parentbased_traceidratio', true, false],
  ] as const)
    t.strictSame([records(sampler, LOW), records(sampler, HIGH)], [low, high], sampler)
})

t.test('whoever sends a traceparent decides where the name says so, and nowhere else', async t => {
  for (const sampler of ['parentbased_always_on', 'parentbased_always_off', 'parentbased_traceidratio'] as const)
    t.strictSame([records(sampler, HIGH, true), records(sampler, LOW, false)], [true, false], sampler)
  t.equal(records('traceidratio', HIGH, true), false)
  t.equal(records('always_off', LOW, true), false)
})
