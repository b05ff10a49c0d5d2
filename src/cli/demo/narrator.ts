/** Tells the story on a terminal. */
export interface Narrator {
  step(title: string): void
  say(line: string): void
  /** A line of real output, indented. */
  show(line: string): void
}

/** @param write - takes one line, without the line break. */
export function createNarrator(write: (line: string) => void): Narrator {
  let number = 0
  return {
    step: title => {
      number += 1
      write('')
      write(`${number}. ${title}`)
    },
    say: line => write(`   ${line}`),
    show: line => {
      for (const part of line.split('\n')) write(`     ${part}`)
    },
  }
}
