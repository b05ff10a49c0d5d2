const APPS = [
  'calendar',
  'collectives',
  'contacts',
  'cookbook',
  'deck',
  'files',
  'news',
  'notes',
  'sharing',
  'tables',
  'todo',
] as const

/** Every scope that can be granted on our side, sorted: reading and writing per app. */
export const SCOPES: readonly string[] = APPS.flatMap(app => [`${app}.read`, `${app}.write`])
