/** What a model can do next, by error code. Stable codes, our words. */
export const HINTS: Readonly<Record<string, string>> = {
  NCMCP_INVALID_ARGUMENTS: 'Correct the named parameters and call the tool again.',
  NCMCP_INSUFFICIENT_SCOPE: 'Ask the person to authorise this client with the missing scopes.',
  NCMCP_DEADLINE_EXCEEDED:
    'It may or may not have happened: look before repeating a call that changes something. Ask for less at once.',
  NCMCP_TOO_MANY_CALLS: 'Wait for running calls to end, then call again.',
  NCMCP_INVALID_REQUEST: 'Check the parameters: Nextcloud did not accept them as they are.',
  NCMCP_UNSAFE_PATH: 'Use a plain path such as Documents/plan.md, without "." or ".." parts.',
  NCMCP_CREDENTIAL_REJECTED: 'Nextcloud no longer takes these credentials. Ask the person to check their app password.',
  NCMCP_FORBIDDEN: 'This person may not do this. Do not repeat the call; tell the person.',
  NCMCP_NOT_FOUND: 'It is not there, or not visible to this person. List or search to find the right one.',
  NCMCP_CONFLICT: 'Something of that name exists already, or the folder above it does not. List the folder to see.',
  NCMCP_PRECONDITION_FAILED:
    'It changed since you read it. Read it again, redo the change on the new content, and send its new etag as if_match.',
  NCMCP_TOO_LARGE: 'Ask for less, or work on smaller parts.',
  NCMCP_LOCKED: 'Somebody is writing it at this moment. Try again a little later.',
  NCMCP_THROTTLED: 'Nextcloud asks for patience. Wait as long as retry_after_seconds says.',
  NCMCP_QUOTA_EXCEEDED: 'The storage of this person is full. Free some space first.',
  NCMCP_APP_MISSING: 'The Nextcloud app for this is not installed or not enabled for this person. Tell the person.',
  NCMCP_NEXTCLOUD_UNAVAILABLE:
    'Nothing is wrong with the call. Try again after retry_after_seconds; look first before repeating a change.',
  NCMCP_CANCELLED: 'The call was cancelled. It may have had an effect already.',
  NCMCP_NOT_PROVISIONED: 'Background access is not authorised. Offer the person the authorize link.',
  NCMCP_REAUTH_REQUIRED: 'Background access has lapsed. Offer the person a new authorize link.',
  NCMCP_BEARER_NOT_ACCEPTED:
    'Signing in again does not help. Tell the person that the administrator has to run the check of this server (doctor).',
  NCMCP_TEMPORARILY_UNAVAILABLE: 'Try again after retry_after_seconds.',
  NCMCP_INTERNAL: 'This is our fault, not yours. Do not repeat it more than once; give the person the correlation id.',
}
