import type { ToolContext } from './tool-context.js'
import { uriTemplate, type MatchUri } from './uri-template.js'

/** What a resource holds, beside its URI and type: exactly one of text and bytes (base64). */
export type ResourceBody = { text: string } | { blob: string }

/** What resources and templates say of themselves. */
interface ResourceHead {
  name: string
  title: string
  description: string
  mimeType: string
  /** As a tool's. */
  scopes: readonly string[]
}

/** Something to read at a fixed URI. */
export interface Resource extends ResourceHead {
  uri: string
  /** @throws {NotFound} when it went away. */
  read(context: ToolContext): Promise<ResourceBody>
}

/** Things to read at URIs of one shape. */
export interface ResourceTemplate extends ResourceHead {
  /** RFC 6570, level 1: `note://{id}`. */
  uriTemplate: string
  match: MatchUri
  read(variables: Readonly<Record<string, string>>, context: ToolContext): Promise<ResourceBody>
  complete: Completions
}

/** Suggestions for one variable or argument, best first, by what was typed so far. */
export type Completions = Readonly<Record<string, (typed: string, context: ToolContext) => Promise<readonly string[]>>>

/** As its file writes it. */
export type ResourceTemplateDefinition = Omit<ResourceTemplate, 'match' | 'complete'> & { complete?: Completions }

export function defineResourceTemplate(definition: ResourceTemplateDefinition): ResourceTemplate {
  return { complete: {}, ...definition, match: uriTemplate(definition.uriTemplate) }
}
