import type { NotImitated } from './harness.js'

const OTHER_APPS = 'the sandbox announces only the apps that it has'
const MANAGERS = 'managers of groups are left out; nothing of ours asks for them'
const NO_EVENTS = 'there are no tags, calendars and tables, so they tell no events'
const UPLOADING = 'the recording holds a second upload open meanwhile; uploads of the sandbox take no time'

/** Capabilities of Deck, Tables and others that are not here, and sharing's in detail. */
const capabilities = {
  reason: OTHER_APPS,
  except: ['deck', 'tables', 'cookbook', 'weather_status', 'ocm', 'files_sharing'].map(
    app => `/ocs/data/capabilities/${app}`,
  ),
}

/** What the sandbox does not imitate, by area and id of the exchange, with the reason. */
export const NOT_IMITATED: Record<string, NotImitated> = {
  'status-capabilities': {
    'capabilities.anonymous': { reason: OTHER_APPS, except: ['/ocs/data/capabilities/cookbook'] },
    'capabilities.user': capabilities,
    'capabilities.admin': capabilities,
  },
  'auth-basic': {
    'none.cookbook': 'a crash of the Cookbook app, which the sandbox does not have',
  },
  'app-passwords': {
    'rotate.old-one': { reason: 'the recording shows the id of the person alone', except: ['/ocs/data/'] },
  },
  notes: {},
  files: {
    'principal.props': {
      reason: 'there are no calendars and no contacts',
      except: ['header dav', '/d:multistatus/@_xmlns:', '/d:multistatus/d:response/d:propstat'],
    },
    'get.folder-zip': 'folders are not packed',
    direct: 'there are no direct links',
    preview: 'there are no previews',
    'locked.put': UPLOADING,
    'locked.get': UPLOADING,
    'locked.delete': UPLOADING,
    'locked.move-parent': UPLOADING,
  },
  'users-groups': {
    'users.subadmins-none': MANAGERS,
    'users.subadmin-add': MANAGERS,
    'users.subadmin-add-admin-group': MANAGERS,
    'users.subadmins': MANAGERS,
    'groups.subadmins': MANAGERS,
    'groups.subadmins-empty': MANAGERS,
    'manager.users': MANAGERS,
    'manager.groups': MANAGERS,
    'users.subadmin-remove': MANAGERS,
    'users.subadmin-remove-again': MANAGERS,
  },
  webhooks: {
    'delivery.tag-assign.1.TagAssignedEvent': NO_EVENTS,
    'delivery.tag-assign.2.by-get': NO_EVENTS,
    'delivery.tag-assign.3.by-put': NO_EVENTS,
    'delivery.tag-unassign.1.TagUnassignedEvent': NO_EVENTS,
    'delivery.calendar-create.1.CalendarObjectCreatedEvent': NO_EVENTS,
    'delivery.calendar-update.1.CalendarObjectUpdatedEvent': NO_EVENTS,
    'delivery.task-create.1.CalendarObjectCreatedEvent': NO_EVENTS,
    'delivery.calendar-move.1.CalendarObjectMovedEvent': NO_EVENTS,
    'delivery.calendar-delete.1.CalendarObjectMovedToTrashEvent': NO_EVENTS,
    'delivery.calendar-restore.1.CalendarObjectRestoredEvent': NO_EVENTS,
    'delivery.calendar-purge.1.CalendarObjectDeletedEvent': NO_EVENTS,
    'delivery.row-add.1.RowAddedEvent': NO_EVENTS,
    'delivery.row-update.1.RowUpdatedEvent': NO_EVENTS,
    'delivery.row-delete.1.RowDeletedEvent': NO_EVENTS,
    'delivery.session-cache': 'a registration is seen at once; the five minutes of a browser session are left out',
  },
}
