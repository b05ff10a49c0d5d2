import { z } from 'zod'
import type { CurrentUser } from './users-client.js'

/** `data` of `GET /ocs/v2.php/cloud/user`; the recorded one has some forty more fields. */
export const UserData = z
  .object({
    id: z.string().min(1),
    displayname: z.string().optional(),
    email: z.string().nullish(),
    groups: z.array(z.string()).optional(),
  })
  .transform(({ id, displayname, email, groups }): CurrentUser => ({
    id,
    displayName: displayname || id,
    email: email || null,
    groups: groups ?? [],
  }))
