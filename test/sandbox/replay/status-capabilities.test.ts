import { replayArea } from './harness.js'
import { NOT_IMITATED } from './not-imitated.js'

await replayArea('status-capabilities', {
  notImitated: NOT_IMITATED['status-capabilities'] ?? {},
  before: {
    'maintenance.status': ({ sandbox }) => void (sandbox.settings.maintenance = true),
    'maintenance.over': ({ sandbox }) => void (sandbox.settings.maintenance = false),
  },
})
