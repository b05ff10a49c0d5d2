import type { Config } from './config.js'

/**
 * May people leave a grant with this server, to be acted for when they are away? Provisioning, the management API and webhooks exist where this is true:
 * always in hybrid mode, and in OAuth mode when offline access is on.
 */
export function hasBackgroundAccess({ features, storage }: Pick<Config, 'features' | 'storage'>): boolean {
  return features.offlineAccess && storage !== undefined
}
