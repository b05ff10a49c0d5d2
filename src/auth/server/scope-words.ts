const APPS: Readonly<Record<string, string>> = {
  calendar: 'calendars',
  collectives: 'collectives',
  contacts: 'contacts',
  cookbook: 'recipes',
  deck: 'Deck boards',
  files: 'files',
  news: 'news feeds',
  notes: 'notes',
  sharing: 'shares',
  tables: 'tables',
  todo: 'tasks',
}

/** Scopes in plain words, one line per app, e.g. `Read and change your notes`. */
export function scopeWords(scopes: readonly string[]): string[] {
  const apps = [...new Set(scopes.map(scope => scope.split('.', 1)[0] ?? scope))]
  return apps.map(app => {
    const [reads, writes] = [scopes.includes(`${app}.read`), scopes.includes(`${app}.write`)]
    const verb = reads && writes ? 'Read and change' : writes ? 'Change' : 'Read'
    return `${verb} your ${APPS[app] ?? app}`
  })
}
