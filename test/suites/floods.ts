import { runSuite } from '../helpers/run-suite.js'

await runSuite('abuse', /flood/)
