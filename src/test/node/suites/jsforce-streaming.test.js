// jsforce 3: the Streaming API with its extensions for replay and for sessions that end.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { StreamingExtension } from 'jsforce/lib/api/streaming.js';
import { eventually, mark, onlySimulatedOrg } from '../targets.js';
import { connection, Made } from '../salesforce.js';

const CHANNEL = '/data/AccountChangeEvent';
const made = new Made();
let conn;

before(async () => {
  conn = await connection();
});

after(() => made.remove(conn));

function account(name) {
  return conn
    .sobject('Account')
    .create({ Name: name })
    .then((created) => made.add('Account', created.id));
}

/** Listens from a replay id on, does the work and waits until the check finds what it wants. */
async function listen(channel, replay, work, check) {
  const client = conn.streaming.createClient([
    new StreamingExtension.Replay(channel, replay),
    new StreamingExtension.AuthFailure(() => assert.fail('the session is over')),
  ]);
  const events = [];
  const subscription = client.subscribe(channel, (event) => events.push(event));
  await subscription;
  await work();
  const found = await eventually('the event', () => check(events));
  subscription.cancel();
  client.disconnect();
  return found;
}

test('a change comes as an event', async () => {
  let id;
  const event = await listen(
    CHANNEL,
    -1,
    async () => (id = await account(`Event ${mark}`)),
    (events) => events.find((one) => one.payload.ChangeEventHeader.recordIds.includes(id)),
  );
  const header = event.payload.ChangeEventHeader;
  assert.deepEqual([header.entityName, header.changeType], ['Account', 'CREATE']);
  assert.equal(event.payload.Name, `Event ${mark}`);
  assert.ok(event.event.replayId > 0);
});

test('what came before is played again from a replay id on', async () => {
  const ids = [];
  const seen = await listen(
    CHANNEL,
    -1,
    async () => {
      for (const name of ['first', 'second', 'third']) {
        ids.push(await account(`${name} ${mark}`));
      }
    },
    (events) => {
      const ours = events.filter((one) => ids.includes(one.payload.ChangeEventHeader.recordIds[0]));
      return ours.length === 3 && ours;
    },
  );
  const again = await listen(
    CHANNEL,
    seen[0].event.replayId,
    async () => {},
    (events) => events.length >= 2 && events,
  );
  assert.deepEqual(
    again.slice(0, 2).map((one) => one.payload.ChangeEventHeader.recordIds[0]),
    ids.slice(1),
  );
});

test('a platform event is published and comes', { skip: onlySimulatedOrg }, async () => {
  const channel = '/event/Order_Accepted__e';
  const describe = await conn.sobject('Order_Accepted__e').describe();
  const text = describe.fields.find((field) => field.type === 'string' && field.createable).name;
  const event = await listen(
    channel,
    -1,
    () => conn.sobject('Order_Accepted__e').create({ [text]: mark }),
    (events) => events.find((one) => one.payload[text] === mark),
  );
  assert.ok(event.payload.CreatedById);
});

test('the simple form of a subscription works too', async () => {
  const events = [];
  const subscription = conn.streaming.topic(CHANNEL).subscribe((event) => events.push(event));
  await subscription;
  const id = await account(`Simple ${mark}`);
  await eventually('the event', () =>
    events.find((one) => one.payload.ChangeEventHeader.recordIds.includes(id)),
  );
  subscription.cancel();
  conn.streaming._fayeClients.pushTopic.disconnect();
});

test('an ended session is told to the extension', async () => {
  const stale = await connection();
  stale.accessToken = `${stale.accessToken}x`;
  const failure = await new Promise((resolve) => {
    const client = stale.streaming.createClient([
      new StreamingExtension.AuthFailure((message) => {
        client.disconnect();
        resolve(message);
      }),
    ]);
    client.subscribe(CHANNEL, () => {}).then(undefined, () => {});
  });
  assert.match(failure.ext.sfdc.failureReason, /^401::/);
});

test('a channel that does not exist is refused', async () => {
  const client = conn.streaming.createClient([]);
  await assert.rejects(
    new Promise((resolve, reject) => client.subscribe('/data/NopeChangeEvent').then(resolve, reject)),
    /40[0-9]/,
  );
  client.disconnect();
});
