import type { World } from '../world.js'

/** Version and product of the Nextcloud that this imitates. */
export const VERSION = { major: 32, minor: 0, micro: 1, string: '32.0.1', edition: '', extendedSupport: false }

const PUBLIC = {
  bruteforce: { delay: 0, 'allow-listed': false },
  theming: {
    name: 'Nextcloud',
    url: 'https://nextcloud.com',
    productName: 'Nextcloud',
    slogan: 'a safe home for all your data',
  },
}

/** The `capabilities` of a Nextcloud with the apps of the sandbox: the public ones, or all when somebody is signed in. */
export function capabilities(world: World, signedIn: boolean): Record<string, unknown> {
  return signedIn ? { ...core(world), ...PUBLIC } : PUBLIC
}

const core = (world: World) => ({
  core: {
    pollinterval: 60,
    'webdav-root': 'remote.php/webdav',
    'reference-api': true,
    'reference-regex':
      '(\\s|\\n|^)(https?:\\/\\/)([-A-Z0-9+_.]+(?::[0-9]+)?(?:\\/[-A-Z0-9+&@#%?=~_|!:,.;()]*)*)(\\s|\\n|$)',
    'mod-rewrite-working': true,
    user: { language: '', locale: '', timezone: 'UTC' },
  },
  dav: {
    chunking: '1.0',
    public_shares_chunking: false,
    bulkupload: '1.0',
    'absence-supported': true,
    'absence-replacement': true,
  },
  files: files(world),
  files_sharing: { api_enabled: true, resharing: true, group_sharing: true, default_permissions: 31 },
  notes: { api_version: ['0.2', '1.3', '1.4'], version: '5.0.2', notes_path: 'Notes' },
  user_status: { enabled: true, restore: true, supports_emoji: true, supports_busy: true },
  notifications: {
    'ocs-endpoints': ['list', 'get', 'delete', 'delete-all', 'icons', 'rich-strings', 'action-web'],
    push: ['devices', 'object-data', 'delete'],
    'admin-notifications': ['ocs', 'cli'],
  },
  activity: { apiv2: ['filters', 'filters-api', 'previews', 'rich-strings'] },
  systemtags: { enabled: true },
  provisioning_api: {
    version: '1.22.0',
    AccountPropertyScopesVersion: 2,
    AccountPropertyScopesFederatedEnabled: true,
    AccountPropertyScopesPublishedEnabled: false,
  },
})

const files = (world: World) => ({
  $comment: '"blacklisted_files" is deprecated as of Nextcloud 30, use "forbidden_filenames" instead',
  blacklisted_files: ['.htaccess'],
  forbidden_filenames: ['.htaccess'],
  forbidden_filename_basenames: [],
  forbidden_filename_characters: ['\\', '/'],
  forbidden_filename_extensions: ['.filepart', '.part'],
  bigfilechunking: true,
  chunked_upload: { max_size: 104_857_600, max_parallel_count: 5 },
  file_conversions: [],
  windows_compatible_filenames: false,
  directEditing: {
    url: `${world.url}/ocs/v2.php/apps/files/api/v1/directEditing`,
    etag: '5b2f367cfe076ab42b79601036409c2e',
    supportsFileId: true,
  },
  comments: true,
  undelete: true,
  delete_from_trash: true,
  versioning: true,
  version_labeling: true,
  version_deletion: true,
})
