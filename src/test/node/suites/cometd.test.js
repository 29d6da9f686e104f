// The client of the CometD project, in Node.js: what any Bayeux client does with the Streaming API.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { adapt } from 'cometd-nodejs-client';
import { eventually, mark, org } from '../targets.js';
import { connection, Made } from '../salesforce.js';

adapt();
const { CometD } = await import('cometd');

const CHANNEL = '/data/AccountChangeEvent';
const made = new Made();
let conn;

before(async () => {
  conn = await connection();
});

after(() => made.remove(conn));

async function account(name) {
  const created = await conn.sobject('Account').create({ Name: name });
  return made.add('Account', created.id);
}

/** A client with the replay extension that the vendor's documents describe. */
function client(replay, token = conn.accessToken) {
  const cometd = new CometD();
  cometd.unregisterTransport('websocket');
  cometd.configure({
    url: `${conn.instanceUrl}/cometd/${org.version}/`,
    requestHeaders: { Authorization: `Bearer ${token}` },
    appendMessageTypeToURL: false,
    maxBackoff: 0,
  });
  cometd.registerExtension('replay', {
    outgoing(message) {
      if (message.channel === '/meta/subscribe') {
        message.ext = { ...message.ext, replay };
      }
      return message;
    },
  });
  return cometd;
}

const shaken = (cometd) => new Promise((resolve) => cometd.handshake(resolve));

const subscribed = (cometd, channel, listener) =>
  new Promise((resolve) => cometd.subscribe(channel, listener, resolve));

const gone = (cometd) => new Promise((resolve) => cometd.disconnect(resolve));

const idOf = (event) => event.data.payload.ChangeEventHeader.recordIds[0];

test('the handshake tells that the server can replay', async () => {
  const cometd = client({});
  const answer = await shaken(cometd);
  assert.equal(answer.successful, true);
  assert.equal(answer.version, '1.0');
  assert.equal(answer.ext.replay, true);
  assert.ok(answer.supportedConnectionTypes.includes('long-polling'));
  await gone(cometd);
});

test('changes come in their order and only once', async () => {
  const cometd = client({ [CHANNEL]: -1 });
  await shaken(cometd);
  const events = [];
  assert.equal((await subscribed(cometd, CHANNEL, (event) => events.push(event))).successful, true);
  const id = await account(`Cometd ${mark}`);
  await conn.sobject('Account').update({ Id: id, Phone: '1' });
  await conn.sobject('Account').update({ Id: id, Phone: null });
  await conn.sobject('Account').destroy(id);
  const ours = await eventually('four events', () => {
    const found = events.filter((event) => idOf(event) === id);
    return found.length >= 4 && found;
  });
  assert.deepEqual(
    ours.map((event) => event.data.payload.ChangeEventHeader.changeType),
    ['CREATE', 'UPDATE', 'UPDATE', 'DELETE'],
  );
  const [created, changed, cleared] = ours.map((event) => event.data.payload);
  assert.equal(created.Name, `Cometd ${mark}`);
  assert.deepEqual([changed.Phone, cleared.Phone], ['1', null]);
  assert.equal('Name' in changed, false);
  const ids = ours.map((event) => event.data.event.replayId);
  assert.deepEqual(ids, [...ids].sort((a, b) => a - b));
  await gone(cometd);
});

test('a client that comes back gets what it missed', async () => {
  const first = client({ [CHANNEL]: -1 });
  await shaken(first);
  const events = [];
  await subscribed(first, CHANNEL, (event) => events.push(event));
  const seen = await account(`seen ${mark}`);
  const last = await eventually('the event', () => events.find((event) => idOf(event) === seen));
  await gone(first);
  const missed = await account(`missed ${mark}`);
  const second = client({ [CHANNEL]: last.data.event.replayId });
  await shaken(second);
  const later = [];
  await subscribed(second, CHANNEL, (event) => later.push(event));
  await eventually('the missed event', () => later.find((event) => idOf(event) === missed));
  assert.equal(later.some((event) => idOf(event) === seen), false);
  await gone(second);
});

test('all that is kept is played with -2', async () => {
  const id = await account(`kept ${mark}`);
  const cometd = client({ '/data/ChangeEvents': -2 });
  await shaken(cometd);
  const events = [];
  await subscribed(cometd, '/data/ChangeEvents', (event) => events.push(event));
  await eventually('the event', () => events.find((event) => idOf(event) === id));
  await gone(cometd);
});

test('two subscriptions share a client, and one of them ends', async () => {
  const cometd = client({ [CHANNEL]: -1, '/data/ContactChangeEvent': -1 });
  await shaken(cometd);
  const accounts = [];
  const contacts = [];
  const answer = await new Promise((resolve) => {
    const subscription = cometd.subscribe(CHANNEL, (event) => accounts.push(event), () =>
      resolve(subscription),
    );
  });
  await subscribed(cometd, '/data/ContactChangeEvent', (event) => contacts.push(event));
  await new Promise((resolve) => cometd.unsubscribe(answer, resolve));
  await account(`unheard ${mark}`);
  const contact = await conn.sobject('Contact').create({ LastName: mark });
  made.add('Contact', contact.id);
  await eventually('the contact', () => contacts.find((event) => idOf(event) === contact.id));
  assert.deepEqual(accounts, []);
  await gone(cometd);
});

test('an unknown channel, a lost position and a bad session are refused with their codes', async () => {
  const cometd = client({ [CHANNEL]: 999999999 });
  await shaken(cometd);
  const unknown = await subscribed(cometd, '/data/NopeChangeEvent', () => {});
  assert.equal(unknown.successful, false);
  assert.match(unknown.error, /^40\d:/);
  const lost = await subscribed(cometd, CHANNEL, () => {});
  assert.equal(lost.successful, false);
  assert.match(lost.error, /^400::The replayId \{999999999} you provided was invalid/);
  await gone(cometd);
  const denied = client({}, 'nobody');
  const answer = await shaken(denied);
  assert.equal(answer.successful, false);
  assert.equal(answer.error, '403::Handshake denied');
  assert.match(answer.ext.sfdc.failureReason, /^401::/);
});
