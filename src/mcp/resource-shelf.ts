import { NotFound } from '../errors/nextcloud-errors.js'
import type { Caller, RequestId } from './caller.js'
import type { Resource, ResourceBody, ResourceTemplate } from './define-resource.js'
import type { InFlight } from './in-flight.js'
import { ResourceNotFound } from './json-rpc.js'
import type { Offer } from './offer.js'
import { createPages, type ListPage } from './pages.js'
import { runForCaller } from './run-for-caller.js'
import type { ToolContext } from './tool-context.js'

/** Everything that can be read by URI. */
export interface ResourceShelf {
  /** Pages of `{"resources":[…]}`. */
  list: ListPage
  /** Pages of `{"resourceTemplates":[…]}`. */
  listTemplates: ListPage
  /** Is there something, or a template, at this URI? */
  has(uri: string): boolean
  /** JSON of ReadResourceResult. @throws {JsonRpcError} {@link ResourceNotFound} */
  read(caller: Caller, id: RequestId, uri: string): Promise<string>
}

interface Found {
  head: Pick<Resource, 'name' | 'mimeType' | 'scopes'>
  read(context: ToolContext): Promise<ResourceBody>
}

export function createResourceShelf(
  { resources = [], resourceTemplates = [] }: Pick<Offer, 'resources' | 'resourceTemplates'>,
  inFlight: InFlight,
): ResourceShelf {
  const byUri = new Map(resources.map(resource => [resource.uri, resource]))
  const find = (uri: string) => fixed(byUri.get(uri)) ?? shaped(resourceTemplates, uri)
  return {
    list: createPages('resources', resources.map(entryOf)),
    listTemplates: createPages('resourceTemplates', resourceTemplates.map(templateEntryOf)),
    has: uri => find(uri) !== undefined,
    async read(caller, id, uri) {
      const found = find(uri)
      if (found === undefined) throw new ResourceNotFound(uri)
      const { head } = found
      const run = (context: ToolContext) => found.read(context).catch(missingAt(uri))
      const body = await runForCaller({ name: head.name, id, scopes: head.scopes, run }, caller, inFlight)
      return JSON.stringify({ contents: [{ uri, mimeType: head.mimeType, ...body }] })
    },
  }
}

function fixed(resource: Resource | undefined): Found | undefined {
  return resource && { head: resource, read: context => resource.read(context) }
}

function shaped(templates: readonly ResourceTemplate[], uri: string): Found | undefined {
  for (const template of templates) {
    const variables = template.match(uri)
    if (variables !== undefined) return { head: template, read: context => template.read(variables, context) }
  }
  return undefined
}

function missingAt(uri: string) {
  return (error: unknown): never => {
    throw error instanceof NotFound ? new ResourceNotFound(uri) : error
  }
}

function entryOf({ uri, name, title, description, mimeType, scopes }: Resource) {
  return { key: uri, scopes, json: JSON.stringify({ uri, name, title, description, mimeType }) }
}

function templateEntryOf({ uriTemplate, name, title, description, mimeType, scopes }: ResourceTemplate) {
  return { key: uriTemplate, scopes, json: JSON.stringify({ uriTemplate, name, title, description, mimeType }) }
}
