// Logins to the tenant.
import { tenant } from './targets.js';

/** A bearer token for the API. */
export async function token() {
  const answer = await fetch(tenant.token, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: tenant.clientId,
      client_secret: tenant.clientSecret,
      scope: 'https://api.businesscentral.dynamics.com/.default',
    }),
  });
  const body = await answer.json();
  if (!body.access_token) {
    throw new Error(`login failed: ${answer.status} ${body.error_description}`);
  }
  return body.access_token;
}

/** The address of the company's entity sets, and the headers of each call. */
export async function company() {
  const headers = { Authorization: `Bearer ${await token()}`, Accept: 'application/json' };
  const answer = await fetch(`${tenant.root}/companies`, { headers });
  const found = (await answer.json()).value.find((one) => one.name === tenant.company);
  if (!found) {
    throw new Error(`there is no company ${tenant.company}`);
  }
  return { root: `${tenant.root}/companies(${found.id})`, headers };
}
