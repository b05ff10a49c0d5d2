/** One event class to listen to; an empty filter takes every event of the class. */
export interface PresetEvent {
  /** Class name without a leading backslash. */
  event: string
  /** `webhook_listeners` filter: field path to a delimited regular expression. */
  filter: Readonly<Record<string, string>>
}

/** A named set of events that is switched on and off as a whole. */
export interface Preset {
  id: string
  name: string
  description: string
  /** The Nextcloud app that must be enabled; `files` always is. */
  app: string
  events: readonly PresetEvent[]
}

const NOTES_FOLDER = { 'event.node.path': '/^\\/.*\\/files\\/Notes\\//' }
/** BeforeNodeDeleted stands for deletion: NodeDeleted lacks the node id. @see https://github.com/nextcloud/server/issues/56371 */
const NODE_EVENTS = [
  'OCP\\Files\\Events\\Node\\NodeCreatedEvent',
  'OCP\\Files\\Events\\Node\\NodeWrittenEvent',
  'OCP\\Files\\Events\\Node\\BeforeNodeDeletedEvent',
]

const events = (classes: readonly string[], filter: Readonly<Record<string, string>> = {}): PresetEvent[] =>
  classes.map(event => ({ event, filter }))

/** The presets that the Astrolabe app 0.12 knows, with its ids, names, events and filters, so that both sides see the same state. */
export const PRESETS: readonly Preset[] = [
  {
    id: 'notes_sync',
    name: 'Notes Sync',
    description: 'Real-time synchronization for Notes app (create, update, delete)',
    app: 'notes',
    events: events(NODE_EVENTS, NOTES_FOLDER),
  },
  {
    id: 'calendar_sync',
    name: 'Calendar Sync',
    description: 'Real-time synchronization for Calendar events (create, update, delete)',
    app: 'calendar',
    events: events([
      'OCP\\Calendar\\Events\\CalendarObjectCreatedEvent',
      'OCP\\Calendar\\Events\\CalendarObjectUpdatedEvent',
      'OCP\\Calendar\\Events\\CalendarObjectDeletedEvent',
    ]),
  },
  {
    id: 'tables_sync',
    name: 'Tables Sync',
    description: 'Real-time synchronization for Tables rows (add, update, delete)',
    app: 'tables',
    events: events([
      'OCA\\Tables\\Event\\RowAddedEvent',
      'OCA\\Tables\\Event\\RowUpdatedEvent',
      'OCA\\Tables\\Event\\RowDeletedEvent',
    ]),
  },
  {
    id: 'forms_sync',
    name: 'Forms Sync',
    description: 'Real-time synchronization for Forms submissions',
    app: 'forms',
    events: events(['OCA\\Forms\\Events\\FormSubmittedEvent']),
  },
  {
    id: 'files_sync',
    name: 'All Files Sync',
    description: 'Real-time synchronization for all file operations (create, update, delete)',
    app: 'files',
    events: events(NODE_EVENTS),
  },
]

/** @returns undefined when no preset has this id. */
export function presetById(id: string): Preset | undefined {
  return PRESETS.find(preset => preset.id === id)
}
