import type { GaugeSource, Reading } from '../../src/lib/metrics.js'

/** How each thing that this server depends on is, in the words of `/health/ready`; undefined: this mode has none. */
export interface DependencyStates {
  nextcloud: string
  identity_provider: string | undefined
  database: string | undefined
}

/** 1 for what works, 0 for what does not. What is not known yet is not shown. */
export function dependencyGauge(states: () => Promise<DependencyStates>): GaugeSource {
  return {
    name: 'mcp_dependency_health',
    help: '1 when the dependency works, 0 when it does not.',
    labels: ['dependency'],
    read: async () => Object.entries(await states()).flatMap(([dependency, state]) => reading(dependency, state)),
  }
}

const WORKING: readonly string[] = ['ok', 'ready']
const UNKNOWN: readonly (string | undefined)[] = [undefined, 'unknown', 'starting']

function reading(dependency: string, state: string | undefined): Reading[] {
  if (state === undefined || UNKNOWN.includes(state)) return []
  return [{ value: WORKING.includes(state) ? 1 : 0, labels: { dependency } }]
}
