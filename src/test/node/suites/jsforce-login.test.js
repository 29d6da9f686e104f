// jsforce 3: how one logs in and out, and who one is.
import assert from 'node:assert/strict';
import { createSign, generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import jsforce from 'jsforce';
import { admin, onlySimulatedOrg, org } from '../targets.js';
import { connection, oauth2 } from '../salesforce.js';

function assertion(key, claims) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: 'RS256' })}.${part(claims)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`;
}

test('client credentials give a session and an instance', async () => {
  const conn = await connection();
  assert.match(conn.accessToken, /^00D\w{12}!/);
  assert.match(conn.instanceUrl, /^https?:/);
});

test('the identity names user and organization', async () => {
  const conn = await connection();
  const identity = await conn.identity();
  assert.equal(identity.user_id.length, 18);
  assert.equal(identity.organization_id.length, 18);
  assert.equal(identity.username, org.username);
  assert.equal(identity.user_id, conn.userInfo.id);
  assert.equal(identity.organization_id, conn.userInfo.organizationId);
  assert.match(identity.urls.rest, /\/services\/data\/v\{version\}\//);
});

test('userinfo tells the same', async () => {
  const conn = await connection();
  const info = await conn.request('/services/oauth2/userinfo');
  assert.equal(info.user_id, conn.userInfo.id);
  assert.equal(info.preferred_username, org.username);
});

test('a wrong secret is refused with the code of OAuth', async () => {
  const conn = new jsforce.Connection({
    oauth2: { loginUrl: org.url, clientId: org.clientId, clientSecret: 'wrong' },
  });
  await assert.rejects(conn.authorize({ grant_type: 'client_credentials' }), {
    name: 'invalid_client',
  });
});

test('a signed assertion gives a session', { skip: onlySimulatedOrg }, async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  await admin(org.url, 'POST', 'keys', {
    consumerKey: org.clientId,
    pem: publicKey.export({ type: 'spki', format: 'pem' }),
  });
  const conn = new jsforce.Connection({ oauth2: oauth2(), version: org.version });
  const user = await conn.authorize({
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    assertion: assertion(privateKey, {
      iss: org.clientId,
      sub: org.username,
      aud: 'https://login.salesforce.com',
      exp: Math.floor(Date.now() / 1000) + 120,
    }),
  });
  assert.equal(user.id.length, 18);
  assert.equal((await conn.identity()).username, org.username);
});

test('a code becomes a session that renews itself', { skip: onlySimulatedOrg }, async () => {
  const app = new jsforce.OAuth2(oauth2());
  const consent = await fetch(app.getAuthorizationUrl({ scope: 'api refresh_token' }), {
    redirect: 'manual',
  });
  const code = new URL(consent.headers.get('location')).searchParams.get('code');
  const conn = new jsforce.Connection({ oauth2: app, version: org.version });
  await conn.authorize(code);
  assert.ok(conn.refreshToken);
  let renewed = 0;
  conn.on('refresh', () => renewed++);
  conn.accessToken = 'expired';
  assert.ok((await conn.query('SELECT Id FROM Account LIMIT 1')).done);
  assert.equal(renewed, 1);
});

test('user name and password give a session, by OAuth', { skip: onlySimulatedOrg }, async () => {
  const conn = new jsforce.Connection({ oauth2: oauth2(), version: org.version });
  const user = await conn.login(org.username, 'any');
  assert.equal(user.organizationId.length, 18);
});

test('after a logout the session is over', async () => {
  const conn = await connection();
  const token = conn.accessToken;
  await conn.logout();
  const stale = new jsforce.Connection({ instanceUrl: org.url, accessToken: token });
  await assert.rejects(stale.query('SELECT Id FROM Account LIMIT 1'), {
    errorCode: 'INVALID_SESSION_ID',
  });
});
