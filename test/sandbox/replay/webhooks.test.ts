import { replayArea } from './harness.js'
import { NOT_IMITATED } from './not-imitated.js'

await replayArea('webhooks', { notImitated: NOT_IMITATED['webhooks'] ?? {} })
