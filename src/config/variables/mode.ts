import { boolean } from '../values/boolean.js'
import { choice } from '../values/text.js'
import { EVERY_MODE, MANY_USERS, optional, WITH_OAUTH } from './variable.js'

/** Which of the four modes the server runs in. */
export const modeVariables = {
  ENABLE_MULTI_USER_BASIC_AUTH: optional(boolean(), {
    description:
      'Many people use this server, each with their own Nextcloud name and app password, sent with every MCP request by HTTP Basic.',
    modes: ['multi_user_basic', 'hybrid'],
    defaultNote: 'false',
  }),
  ENABLE_OFFLINE_ACCESS: optional(boolean(), {
    description:
      'People may authorise background work: their refresh tokens are stored, encrypted. Together with `ENABLE_MULTI_USER_BASIC_AUTH` this is hybrid mode. A `false` given here wins over everything that would turn it on.',
    modes: MANY_USERS,
    defaultNote: 'false',
  }),
  ENABLE_BACKGROUND_OPERATIONS: optional(boolean(), {
    description: 'If both are given and differ, `false` wins.',
    modes: MANY_USERS,
    aliasOf: 'ENABLE_OFFLINE_ACCESS',
  }),
  VECTOR_SYNC_ENABLED: optional(boolean(), {
    description:
      'Keep a search index level with Nextcloud in the background. Accepted and reported, but this release has no background sync yet. Hybrid mode does not need it.',
    modes: WITH_OAUTH,
    defaultNote: 'false',
  }),
  ENABLE_SEMANTIC_SEARCH: optional(boolean(), {
    description: 'If both are given and differ, `false` wins. It never turns `ENABLE_OFFLINE_ACCESS` on by itself.',
    modes: WITH_OAUTH,
    aliasOf: 'VECTOR_SYNC_ENABLED',
  }),
  MCP_DEPLOYMENT_MODE: optional(
    choice(['single_user_basic', 'multi_user_basic', 'oauth'], { oauth_single_audience: 'oauth' }),
    {
      description:
        'Names the mode instead of letting it follow from the other variables. Hybrid mode is `multi_user_basic` with `ENABLE_OFFLINE_ACCESS=true`. `oauth_single_audience` is another word for `oauth`.',
      modes: EVERY_MODE,
      defaultNote: 'follows from the other variables',
    },
  ),
}
