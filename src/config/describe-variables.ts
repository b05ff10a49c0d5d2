import { variableGroups, type NamedVariable } from './env.js'

const INTRO = `# Configuration

Settings come from the environment. A flag, where there is one, wins over its variable. This page is generated from the schema that
reads them; a test keeps it level.

- **Booleans** are \`true\`, \`1\`, \`yes\`, \`on\` or \`false\`, \`0\`, \`no\`, \`off\`, in any case; the empty text is false. Anything else is an error.
- **Secrets** can be kept out of the environment: \`NAME_FILE\` names a file that holds the secret (as Docker and Kubernetes mount them).
  Setting both is an error, and so is a file that is missing, empty or unreadable.
- **Addresses** are http or https, without user name, query or fragment. Plain http is silent for loopback, a warning for private
  addresses and names without a dot, and an error for public names unless \`ALLOW_INSECURE_HTTP=true\`.
- **Misspelt names** stop the start with a suggestion, and everything that is wrong is shown at once.

## Which mode

| Mode | When | \`/mcp\` | Management API |
| --- | --- | --- | --- |
| \`hybrid\` | \`ENABLE_MULTI_USER_BASIC_AUTH\` and \`ENABLE_OFFLINE_ACCESS\` are on | HTTP Basic per request | OAuth bearer |
| \`multi_user_basic\` | \`ENABLE_MULTI_USER_BASIC_AUTH\` is on | HTTP Basic per request | public endpoints only; nothing is stored |
| \`single_user_basic\` | \`NEXTCLOUD_USERNAME\` and \`NEXTCLOUD_PASSWORD\` are set | the server's own account | public endpoints only |
| \`oauth\` | none of these | OAuth bearer | OAuth bearer |

What decides, in this order: \`--oauth\` or \`--no-oauth\`, \`MCP_DEPLOYMENT_MODE\`, \`ENABLE_MULTI_USER_BASIC_AUTH\`, name and password, else OAuth.
Settings that contradict each other stop the start, with one exception: \`--oauth\` ignores a name and password and says so.

The smallest hybrid configuration:

\`\`\`sh
ENABLE_MULTI_USER_BASIC_AUTH=true
ENABLE_OFFLINE_ACCESS=true
TOKEN_ENCRYPTION_KEY=...        # nextcloud-mcp-server generate-key
NEXTCLOUD_HOST=https://cloud.example.com
NEXTCLOUD_MCP_SERVER_URL=https://mcp.example.com
\`\`\`
`

/** The reference of all variables, as Markdown. */
export function describeVariables(): string {
  return [INTRO, ...variableGroups.map(({ title, variables }) => describeGroup(title, variables))].join('\n')
}

function describeGroup(title: string, variables: readonly NamedVariable[]): string {
  const rows = variables.map(describeVariable)
  return [`## ${title}`, '', '| Variable | Type | Default | Meaning |', '| --- | --- | --- | --- |', ...rows, ''].join(
    '\n',
  )
}

function describeVariable(variable: NamedVariable): string {
  const cells = [describeName(variable), variable.type, describeDefault(variable), describeMeaning(variable)]
  return `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

function describeName({ name, secret, flag }: NamedVariable): string {
  const file = secret ? [`\`${name}_FILE\``] : []
  const flags = flag ? [`\`${[flag.short, flag.long].filter(Boolean).join(', ')}\``] : []
  return [`\`${name}\``, ...file, ...flags].join('<br>')
}

function describeDefault({ default: written, defaultNote }: NamedVariable): string {
  if (written) return `\`${written}\``
  return defaultNote ?? '–'
}

function describeMeaning({ description, aliasOf, modes }: NamedVariable): string {
  const alias = aliasOf ? [`Another name for \`${aliasOf}\`.`] : []
  const where = modes.length === 4 ? [] : [`Modes: ${modes.map(mode => `\`${mode}\``).join(', ')}.`]
  return [...alias, description, ...where].join(' ')
}
