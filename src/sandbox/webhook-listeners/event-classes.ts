const NODE = ['Created', 'Written', 'Deleted', 'Renamed', 'Copied', 'Touched']
const CALENDAR_OBJECT = ['Created', 'Updated', 'Deleted', 'Moved', 'MovedToTrash', 'Restored']

const namespaced = (namespace: string, names: string[]) => names.map(name => `${namespace}\\${name}`)

/** Where the classes of file events live. */
export const NODE_EVENTS = 'OCP\\Files\\Events\\Node'

/** Event classes that `webhook_listeners` 1.3 takes (those that implement `IWebhookCompatibleEvent` in the recorded Nextcloud). */
export const EVENT_CLASSES: ReadonlySet<string> = new Set([
  ...namespaced(NODE_EVENTS, [
    ...NODE.flatMap(name => [`Node${name}Event`, `BeforeNode${name}Event`]),
    'BeforeNodeReadEvent',
  ]),
  ...namespaced(
    'OCP\\Calendar\\Events',
    CALENDAR_OBJECT.map(name => `CalendarObject${name}Event`),
  ),
  ...namespaced('OCA\\Tables\\Event', ['RowAddedEvent', 'RowDeletedEvent', 'RowUpdatedEvent']),
  ...namespaced('OCP\\SystemTag', ['TagAssignedEvent', 'TagUnassignedEvent']),
])
