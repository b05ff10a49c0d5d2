/** What one check found. Messages are for the person who runs the server. */
export interface CheckResult {
  /** Stable, for programs: `nextcloud`, `clock`. */
  name: string
  /** `skip`: it has no meaning here. */
  status: 'ok' | 'warn' | 'fail' | 'skip'
  message: string
  /** What to do about it. */
  fix?: string
}
