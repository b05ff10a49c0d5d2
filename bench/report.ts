import { cpus, totalmem } from 'node:os'

/** One line of the table. */
export interface Figure {
  what: string
  measured: string
  /** Both absent where there is no goal. */
  goal?: string
  met?: boolean
}

/** The table that is printed and kept in docs/benchmarks.md. `notes` explain the figures. */
export function report(figures: readonly Figure[], notes: readonly string[]): string {
  const rows = figures.map(
    ({ what, goal = '–', measured, met }) =>
      `| ${what} | ${goal} | ${measured} | ${met === undefined ? '–' : met ? 'yes' : 'no'} |`,
  )
  const table = ['| what | goal | measured | met |', '| --- | --- | --- | --- |', ...rows]
  return [machine(), '', ...table, '', ...notes.map(note => `- ${note}`), ''].join('\n')
}

function machine(): string {
  const cores = cpus()
  const memory = Math.round(totalmem() / 1024 ** 3)
  return `Node ${process.version}, ${process.platform} ${process.arch}, ${cores[0]?.model.trim() ?? 'unknown processor'}, ${cores.length} cores, ${memory} GiB.`
}
