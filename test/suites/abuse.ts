import { runSuite } from '../helpers/run-suite.js'

// Floods have a process of their own, because they measure its memory: test/suites/floods.ts.
await runSuite('abuse', /^(?!.*flood)/)
