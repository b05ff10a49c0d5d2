import { readFileSync } from 'node:fs'

/** A part of a page under its own heading. */
export interface Part {
  heading: string
  text: string
  /** The `sh` blocks in order, without indentation. Of `env` each line sets a variable; the rest are command lines. */
  blocks: { kind: 'env' | 'commands'; lines: string[] }[]
}

const BLOCK = /^ *```sh\n([^]*?)^ *```$/gm

/** The `###` parts of one `##` section of a page. */
export function documentedSteps(page: string, section: string): Part[] {
  const [, inside = ''] = readFileSync(page, 'utf8').split(`\n## ${section}\n`)
  const [body = ''] = inside.split('\n## ')
  return body
    .split('\n### ')
    .slice(1)
    .map(part => {
      const [heading = '', ...rest] = part.split('\n')
      const text = rest.join('\n')
      return { heading, text, blocks: [...text.matchAll(BLOCK)].map(([, block = '']) => blockOf(block)) }
    })
}

function blockOf(block: string): Part['blocks'][number] {
  const lines = block
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)
  return { kind: lines.every(line => /^[A-Z][A-Z_]*=/.test(line)) ? 'env' : 'commands', lines }
}
