/** What a person may set; answered whole. */
export interface NotesSettings {
  notesPath: string
  fileSuffix: string
  noteMode: string
}

export const DEFAULT_NOTES_SETTINGS: NotesSettings = { notesPath: 'Notes', fileSuffix: '.md', noteMode: 'rich' }

/** The settings with those fields replaced that are strings. */
export function changedSettings(settings: NotesSettings, fields: Record<string, unknown>): NotesSettings {
  const text = (name: keyof NotesSettings) => {
    const value = fields[name]
    return typeof value === 'string' && value !== '' ? value : settings[name]
  }
  return { notesPath: text('notesPath'), fileSuffix: text('fileSuffix'), noteMode: text('noteMode') }
}
