import { z } from 'zod'
import { accessVariables } from './variables/access.js'
import { metricsVariables } from './variables/metrics.js'
import { modeVariables } from './variables/mode.js'
import { nextcloudVariables } from './variables/nextcloud.js'
import { oidcVariables } from './variables/oidc.js'
import { serverVariables } from './variables/server.js'
import { storageVariables } from './variables/storage.js'
import { tracingVariables } from './variables/tracing.js'
import { factsOf, type VariableFacts } from './variables/variable.js'
import { webhookVariables } from './variables/webhooks.js'

const GROUPS = {
  Mode: modeVariables,
  Nextcloud: nextcloudVariables,
  'This server': serverVariables,
  'Identity provider': oidcVariables,
  'Storage and authorisation': storageVariables,
  'Access and caches': accessVariables,
  Webhooks: webhookVariables,
  Metrics: metricsVariables,
  Traces: tracingVariables,
}

/** The one schema of everything that the environment may say. Rules that concern several variables are in `rules/`. */
export const Env = z.object({
  ...modeVariables,
  ...nextcloudVariables,
  ...serverVariables,
  ...oidcVariables,
  ...storageVariables,
  ...accessVariables,
  ...webhookVariables,
  ...metricsVariables,
  ...tracingVariables,
})

/** The environment, parsed. */
export type Env = z.output<typeof Env>

/** A variable with its name and what there is to know about it. */
export interface NamedVariable extends VariableFacts {
  name: string
}

/** All variables, in the groups and the order in which the reference shows them. */
export const variableGroups: readonly { title: string; variables: readonly NamedVariable[] }[] = Object.entries(
  GROUPS,
).map(([title, table]) => ({ title, variables: named(table) }))

/** All variables. */
export const allVariables: readonly NamedVariable[] = variableGroups.flatMap(group => group.variables)

function named(table: Readonly<Record<string, z.ZodType>>): readonly NamedVariable[] {
  return Object.entries(table).flatMap(([name, schema]) => {
    const facts = factsOf(schema)
    return facts ? [{ name, ...facts }] : []
  })
}
