import { replayArea } from './harness.js'
import { NOT_IMITATED } from './not-imitated.js'

await replayArea('users-groups', { notImitated: NOT_IMITATED['users-groups'] ?? {} })
