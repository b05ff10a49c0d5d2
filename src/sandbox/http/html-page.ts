const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#039;' }

/** Text made safe for HTML and XML, in elements and in quoted attributes. */
export const escapeText = (text: string): string => text.replace(/[&<>"']/g, character => escapes[character] ?? '')

/** A page as Nextcloud's error templates look: a title and some words. */
export const htmlPage = (title: string, words: string): string =>
  `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${escapeText(title)}</title></head>` +
  `<body><h1>${escapeText(words)}</h1></body></html>`
