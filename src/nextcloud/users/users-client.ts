/** The person behind a credential, as `GET /ocs/v2.php/cloud/user` names it. */
export interface CurrentUser {
  id: string
  displayName: string
  email: string | null
  groups: readonly string[]
}

/** `provisioning_api` 1.22 and core capabilities, as a normal user or an administrator. */
export interface UsersClient {
  current(): Promise<CurrentUser>
  /** Groups of `userId`; `GET /ocs/v2.php/cloud/users/{uid}/groups`. */
  groupsOf(userId: string): Promise<string[]>
  /** Ids of the enabled apps: the administrator's list, else the sorted keys of the capabilities. */
  enabledApps(): Promise<string[]>
}
