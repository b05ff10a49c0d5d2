import type { SignedIn } from './browser-session.js'
import type { CallResult, McpPreset, McpStatus } from './mcp-server-calls.js'
import { html, type Html } from './page-layout.js'
import { requestTokenField } from './person-bar.js'

export interface AstrolabeView {
  /** Absolute address of the page, where Authorize comes back to. */
  pageUrl: string
  /** Path of the page, for its own forms. */
  path: string
  person: SignedIn
  /** What the last button did. */
  notice: string | undefined
  mcpServerUrl: string | null
  status?: CallResult<McpStatus>
  presets?: CallResult<McpPreset[]>
}

/** The content of the "Astrolabe admin settings" page. */
export function astrolabeBody({ pageUrl, path, person, notice, mcpServerUrl, status, presets }: AstrolabeView): Html {
  const title = html`<h2>Astrolabe admin settings</h2>
    ${notice === undefined ? html`` : html`<p class="note" role="status">${notice}</p>`}`
  if (mcpServerUrl === null)
    return html`${title}
      <p class="warning">No MCP server is configured.</p>`
  const authorize = `${mcpServerUrl}/oauth/authorize-nextcloud?return_to=${encodeURIComponent(pageUrl)}`
  return html`${title}
    <section class="card">
      <h3>MCP server</h3>
      <p><code>${mcpServerUrl}</code></p>
      ${status === undefined ? html`` : statusPart(status)}
    </section>
    <section class="card">
      <h3>Background access</h3>
      <p>Let the MCP server act for you while you are away, for webhooks and background work.</p>
      <p><a class="button primary" href="${authorize}">Authorize</a></p>
    </section>
    <section class="card">
      <h3>Webhooks</h3>
      ${presets === undefined ? html`` : presetsPart(path, person, presets)}
    </section>`
}

function statusPart(status: CallResult<McpStatus>): Html {
  if ('problem' in status) return problemPart(status.problem)
  const { version, auth_mode: mode, oauth } = status.value
  const reason = oauth?.reason === undefined ? '' : ` (${oauth.reason})`
  return html`<p>Version ${version}, mode ${mode}${oauth === undefined ? '' : `, OAuth ${oauth.state}${reason}`}</p>`
}

function presetsPart(path: string, person: SignedIn, presets: CallResult<McpPreset[]>): Html {
  if ('problem' in presets) return problemPart(presets.problem)
  const rows = presets.value.map(preset => presetRow(path, person, preset))
  return html`<table>
    <thead>
      <tr>
        <th>Preset</th>
        <th>State</th>
        <th></th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`
}

function presetRow(path: string, person: SignedIn, { id, name, description, available, enabled }: McpPreset): Html {
  const action = enabled ? 'disable' : 'enable'
  const target = `${path}/presets/${encodeURIComponent(id)}/${action}`
  const button = html`<form method="post" action="${target}">
    ${requestTokenField(person)}
    <button type="submit" name="preset" value="${id}">${enabled ? 'Disable' : 'Enable'}</button>
  </form>`
  const state = enabled ? 'Enabled' : 'Disabled'
  return html`<tr data-preset="${id}" data-enabled="${String(enabled)}">
    <td><strong>${name}</strong><br />${description}</td>
    <td>${available ? state : 'App not installed'}</td>
    <td>${available || enabled ? button : html``}</td>
  </tr> `
}

const problemPart = (problem: string) => html`<p class="warning" role="alert">${problem}</p>`
