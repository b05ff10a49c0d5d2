import { replayArea } from './harness.js'
import { NOT_IMITATED } from './not-imitated.js'

await replayArea('app-passwords', { notImitated: NOT_IMITATED['app-passwords'] ?? {} })
