import type { Changes } from './changes.js'
import type { Prompt } from './define-prompt.js'
import type { Resource, ResourceTemplate } from './define-resource.js'
import type { Tool } from './define-tool.js'

/** All that this process has for its clients. */
export interface Offer {
  /** Sorted by name. */
  tools: readonly Tool[]
  resources?: readonly Resource[]
  resourceTemplates?: readonly ResourceTemplate[]
  prompts?: readonly Prompt[]
  /** Does anything write to the clients' logs? */
  logs?: boolean
  /** undefined: nothing of this changes while the process runs, so there is nothing to listen to. */
  changes?: Changes
}

/** ServerCapabilities of MCP, alike in 2025-11-25 and 2026-07-28: what is empty is not there. */
export interface Capabilities {
  tools: { listChanged?: true }
  resources?: { listChanged?: true; subscribe?: true }
  prompts?: { listChanged?: true }
  completions?: Record<string, never>
  logging?: Record<string, never>
}

export function capabilitiesOf(offer: Offer): Capabilities {
  const { resources = [], resourceTemplates = [], prompts = [], logs = false, changes } = offer
  const listChanged = changes && ({ listChanged: true } as const)
  const hasResources = resources.length + resourceTemplates.length > 0
  return {
    tools: { ...listChanged },
    ...(hasResources && { resources: { ...listChanged, ...(changes && { subscribe: true }) } }),
    ...(prompts.length > 0 && { prompts: { ...listChanged } }),
    ...(completes(offer) && { completions: {} }),
    ...(logs && { logging: {} }),
  }
}

/** Does anything say or ask something before it answers? Then revisions up to 2025-11-25 need sessions, because there a client answers in another request. */
export function needsSessions({ tools, changes }: Offer): boolean {
  return changes !== undefined || tools.some(({ talks }) => talks)
}

function completes({ resourceTemplates = [], prompts = [] }: Offer): boolean {
  return [...resourceTemplates, ...prompts].some(({ complete }) => Object.keys(complete).length > 0)
}
