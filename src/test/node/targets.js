// Which systems the suites talk to: the simulators that run.js has started, or what the environment names.
import { randomUUID } from 'node:crypto';

const local = process.env;

/** The org: its address, the app and the version. A real org needs the first three from the environment. */
export const org = {
  url: local.SALESFORCE_URL,
  clientId: local.SALESFORCE_CLIENT_ID ?? 'fieldbridge-demo',
  clientSecret: local.SALESFORCE_CLIENT_SECRET ?? 'fieldbridge-demo-secret',
  username: local.SALESFORCE_USERNAME ?? 'integration@fieldbridge.example',
  pubSub: local.SALESFORCE_PUBSUB ?? 'api.pubsub.salesforce.com:7443',
  version: local.SALESFORCE_VERSION ?? '62.0',
  simulated: local.SALESFORCE_SIMULATED === 'true',
};

/** The tenant. */
export const tenant = {
  root: local.BC_FACTS_API_ROOT,
  token: local.BC_FACTS_TOKEN_URL,
  clientId: local.BC_FACTS_CLIENT_ID ?? 'fieldbridge-demo',
  clientSecret: local.BC_FACTS_CLIENT_SECRET ?? 'fieldbridge-demo-secret',
  company: local.BC_FACTS_COMPANY ?? 'Nordwerk Service',
  simulated: local.BC_SIMULATED === 'true',
};

/** For what only the simulator can be asked, such as its faults and settings. */
export const onlySimulatedOrg = org.simulated ? false : 'needs the simulator';
export const onlySimulatedTenant = tenant.simulated ? false : 'needs the simulator';

/** A word that marks the records of this run. */
export const mark = randomUUID().slice(0, 8);

export async function admin(url, method, path, body) {
  const answer = await fetch(new URL('/sandbox/' + path, url), {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
  });
  const text = await answer.text();
  if (!answer.ok) {
    throw new Error(`${method} /sandbox/${path}: ${answer.status} ${text}`);
  }
  return text ? JSON.parse(text) : undefined;
}

/** Waits for what comes later, at most so long. */
export async function eventually(what, check, seconds = 30) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await check();
    if (found) {
      return found;
    }
    if (Date.now() > end) {
      throw new Error(`${what} did not come within ${seconds} s`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
