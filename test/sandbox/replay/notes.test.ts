import { replayArea } from './harness.js'
import { NOT_IMITATED } from './not-imitated.js'

await replayArea('notes', { notImitated: NOT_IMITATED['notes'] ?? {} })
