// Logins to the org.
import jsforce from 'jsforce';
import { org } from './targets.js';

export function oauth2() {
  return {
    loginUrl: org.url,
    clientId: org.clientId,
    clientSecret: org.clientSecret,
    redirectUri: 'http://localhost:1717/OauthRedirect',
  };
}

/** A connection of jsforce that is logged in by client credentials. */
export async function connection(options = {}) {
  const conn = new jsforce.Connection({ oauth2: oauth2(), version: org.version, ...options });
  await conn.authorize({ grant_type: 'client_credentials' });
  return conn;
}

/** Deletes what a suite has made, the youngest first. */
export class Made {
  #records = [];

  add(object, ids) {
    for (const id of [ids].flat()) {
      this.#records.unshift([object, id]);
    }
    return ids;
  }

  async remove(conn) {
    for (const [object, id] of this.#records.splice(0)) {
      await conn.sobject(object).destroy(id).catch(() => {});
    }
  }
}
