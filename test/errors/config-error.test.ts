import t from 'tap'
import { ConfigError } from '../../src/errors/config-error.js'

t.test('the message names every problem with its fix, a line each', async t => {
  const error = new ConfigError([
    { variable: 'PORT', problem: 'is no number.', fix: 'Write one from 1 to 65535.' },
    { variable: 'NEXTCLOUD_HOST', problem: 'is missing.', fix: 'Write the URL of Nextcloud.' },
  ])
  t.strictSame(error.message.split('\n'), [
    'PORT: is no number. Write one from 1 to 65535.',
    'NEXTCLOUD_HOST: is missing. Write the URL of Nextcloud.',
  ])
})
