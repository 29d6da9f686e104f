// Runs the suites: against simulators of its own, or against the org and the tenant that the environment names.
//   npm test                          both simulators, all suites
//   npm test -- pubsub cometd         some suites
//   SALESFORCE_URL=... npm test       that org; BC_FACTS_API_ROOT=... that tenant
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SUITES = fileURLToPath(new URL('suites/', import.meta.url));
const LAUNCHER = fileURLToPath(new URL('../../../fieldbridge', import.meta.url));
const START_SECONDS = 300;

const real = {
  org: process.env.SALESFORCE_URL !== undefined,
  tenant: process.env.BC_FACTS_API_ROOT !== undefined,
};

/** A real system is never asked with the credentials of the simulators. */
function credentials(...names) {
  const missing = names.filter((name) => !process.env[name]);
  if (missing.length > 0) {
    throw new Error(`the environment has to name ${missing.join(', ')} too`);
  }
}

if (real.org) {
  credentials('SALESFORCE_CLIENT_ID', 'SALESFORCE_CLIENT_SECRET', 'SALESFORCE_USERNAME');
}
if (real.tenant) {
  credentials('BC_FACTS_TOKEN_URL', 'BC_FACTS_CLIENT_ID', 'BC_FACTS_CLIENT_SECRET', 'BC_FACTS_COMPANY');
}

function chosen(words) {
  const all = readdirSync(SUITES).filter((name) => name.endsWith('.test.js'));
  const business = (name) => name.startsWith('odata');
  const possible = all.filter((name) => {
    const alone = real.org !== real.tenant;
    return !alone || business(name) === real.tenant;
  });
  const named = possible.filter((name) => words.length === 0 || words.some((word) => name.includes(word)));
  if (named.length === 0) {
    throw new Error(`no suite is named like ${words.join(', ')}: ${possible.join(', ')}`);
  }
  return named.map((name) => join(SUITES, name));
}

/** A port that is free now. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Starts both simulators; what the suites have to know of them, and how to stop them. */
async function simulators() {
  const [http, grpc, business] = [await freePort(), await freePort(), await freePort()];
  const home = mkdtempSync(join(tmpdir(), 'fieldbridge-clients-'));
  const words = ['--salesforce-port', http, '--pubsub-port', grpc, '--business-central-port', business];
  const sandbox = spawn(LAUNCHER, ['sandbox', ...words.map(String)], {
    env: { ...process.env, FIELDBRIDGE_HOME: process.env.FIELDBRIDGE_HOME ?? home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the sandbox did not start')), START_SECONDS * 1000);
    let text = '';
    sandbox.stdout.on('data', (data) => {
      text += data;
      if (text.includes('Three calls')) {
        clearTimeout(late);
        resolve();
      }
    });
    sandbox.on('exit', (code) => reject(new Error(`the sandbox ended with ${code}: ${text}`)));
  });
  const root = `http://127.0.0.1:${business}`;
  return {
    environment: {
      SALESFORCE_URL: `http://127.0.0.1:${http}`,
      SALESFORCE_PUBSUB: `127.0.0.1:${grpc}`,
      SALESFORCE_SIMULATED: 'true',
      BC_FACTS_API_ROOT: `${root}/v2.0/demo.example/sandbox/api/v2.0`,
      BC_FACTS_TOKEN_URL: `${root}/demo.example/oauth2/v2.0/token`,
      BC_SIMULATED: 'true',
    },
    stop() {
      sandbox.kill();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

const files = chosen(process.argv.slice(2));
const own = real.org || real.tenant ? { environment: {}, stop() {} } : await simulators();
const reporter = ['--test-reporter=spec', '--test-reporter-destination=stdout'];
const suites = spawn(process.execPath, ['--test', ...reporter, ...files], {
  env: { ...process.env, ...own.environment },
  stdio: 'inherit',
});
suites.on('exit', (code) => {
  own.stop();
  process.exit(code ?? 1);
});
