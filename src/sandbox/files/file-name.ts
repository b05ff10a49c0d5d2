/** Why Nextcloud takes no file or folder of this name; undefined when it does (`OCP\Files\IFilenameValidator`). */
export function badNameReason(name: string): string | undefined {
  if (name.toLowerCase() === '.htaccess') return 'Filename is a reserved word'
  if (/\.(part|filepart)$/i.test(name))
    return `"${name.slice(name.lastIndexOf('.'))}" is a forbidden file or folder name.`
  const character = /[\\/]/.exec(name)?.[0]
  if (character !== undefined) return `"${character}" is not allowed inside a file or folder name.`
  return Buffer.byteLength(name) > 250 ? 'Filename is too long' : undefined
}
