import { editDistance } from '../edit-distance.js'
import { allVariables } from '../env.js'
import { problem, warning, type Finding } from '../finding.js'
import { MISNAMED, NOT_READ } from '../known-elsewhere.js'

const PREFIXES = ['NEXTCLOUD_', 'MCP_', 'ENABLE_', 'TOKEN_', 'OIDC_', 'VECTOR_SYNC_', 'ALLOWED_']
/** What Kubernetes puts into every container for a service named like one of our prefixes. */
const SERVICE_LINK = /_(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT(_\d+_(TCP|UDP)(_(PROTO|PORT|ADDR))?)?)$/
/** Names without one of our prefixes belong to somebody else, unless they are this long and this near. */
const UNMISTAKABLE = 12

const secrets = allVariables.filter(variable => variable.secret).map(variable => `${variable.name}_FILE`)
const known = new Set([...allVariables.map(variable => variable.name), ...secrets])

/**
 * CFG-3: names that nothing reads. One that looks like a misspelling of ours stops the server, for the setting that its writer
 * relies on would be silently missing; one that similar servers know gets an explanation; the rest belongs to somebody else.
 */
export function checkNames(names: readonly string[]): Finding[] {
  return names.filter(name => !known.has(name)).flatMap(name => checkUnknown(name))
}

function checkUnknown(name: string): Finding[] {
  const why = NOT_READ.get(name)
  if (why !== undefined) return [warning(name, why)]
  const ofFile = name.endsWith('_FILE') ? name.slice(0, -'_FILE'.length) : ''
  if (known.has(ofFile)) return [problem(name, 'only secrets can be read from a file.', `Set ${ofFile} instead.`)]
  const meant = MISNAMED.get(name) ?? nearest(name)
  return meant === undefined ? [] : [problem(name, 'is not a variable of this server.', `Did you mean ${meant}?`)]
}

function nearest(name: string): string | undefined {
  if (SERVICE_LINK.test(name)) return undefined
  const isOurs = PREFIXES.some(prefix => name.startsWith(prefix))
  const near = [...known]
    .filter(candidate => isOurs || candidate.length >= UNMISTAKABLE)
    .filter(candidate => Math.abs(candidate.length - name.length) <= tolerance(candidate, isOurs))
    .map(candidate => ({ candidate, distance: editDistance(name, candidate) }))
    .filter(({ candidate, distance }) => distance <= tolerance(candidate, isOurs))
  return near.sort((a, b) => a.distance - b.distance)[0]?.candidate
}

/** One letter in six with our prefix, else two at most. */
function tolerance(candidate: string, isOurs: boolean): number {
  return isOurs ? Math.max(2, Math.floor(candidate.length / 6)) : 2
}
