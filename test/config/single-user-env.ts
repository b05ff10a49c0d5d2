/** The smallest environment of single-user mode, with others added; undefined takes one away. */
export function singleUserEnv(more: Record<string, string | undefined> = {}): Record<string, string | undefined> {
  return {
    NEXTCLOUD_HOST: 'https://cloud.example.com',
    NEXTCLOUD_USERNAME: 'alice',
    NEXTCLOUD_PASSWORD: 'secret',
    ...more,
  }
}
