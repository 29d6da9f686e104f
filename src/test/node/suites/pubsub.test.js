// The Pub/Sub API by a client that grpc-js makes from the public proto file, Avro by avsc.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';
import avro from 'avsc';
import { eventually, mark, onlySimulatedOrg, org } from '../targets.js';
import { connection, Made } from '../salesforce.js';

const TOPIC = '/data/AccountChangeEvent';
const proto = createRequire(import.meta.url)
  .resolve('salesforce-pubsub-api-client')
  .replace(/salesforce-pubsub-api-client.*/, 'salesforce-pubsub-api-client/pubsub_api.proto');
const definition = grpc.loadPackageDefinition(
  protoLoader.loadSync(proto, { keepCase: true, longs: String, enums: String, defaults: true }),
);
const made = new Made();
let conn;
let stub;
let tenant;

/** Numbers of 64 bits as BigInt, since a commit number may be above 2^53. */
const long = avro.types.LongType.__with({
  fromBuffer: (buffer) => buffer.readBigInt64LE(),
  toBuffer: (value) => {
    const buffer = Buffer.alloc(8);
    buffer.writeBigInt64LE(value);
    return buffer;
  },
  fromJSON: BigInt,
  toJSON: Number,
  isValid: (value) => typeof value === 'bigint',
  compare: (one, other) => (one < other ? -1 : Number(one > other)),
});

before(async () => {
  conn = await connection();
  tenant = conn.userInfo.organizationId;
  const plain = org.pubSub.startsWith('127.') || org.pubSub.startsWith('localhost');
  stub = new definition.eventbus.v1.PubSub(
    org.pubSub,
    plain ? grpc.credentials.createInsecure() : grpc.credentials.createSsl(),
  );
});

after(async () => {
  stub.close();
  await made.remove(conn);
});

function login(token = conn.accessToken, url = conn.instanceUrl, id = tenant) {
  const metadata = new grpc.Metadata();
  metadata.set('accesstoken', token);
  metadata.set('instanceurl', url);
  metadata.set('tenantid', id);
  return metadata;
}

const call = (method, request, metadata = login()) =>
  new Promise((resolve, reject) =>
    stub[method](request, metadata, (error, answer) => (error ? reject(error) : resolve(answer))),
  );

async function typeOf(topic) {
  const info = await call('GetTopic', { topic_name: topic });
  const schema = await call('GetSchema', { schema_id: info.schema_id });
  return {
    id: info.schema_id,
    type: avro.Type.forSchema(JSON.parse(schema.schema_json), { registry: { long } }),
  };
}

async function account(name) {
  const created = await conn.sobject('Account').create({ Name: name });
  return made.add('Account', created.id);
}

/** A stream with what it delivered so far. */
function subscribe(request) {
  const stream = stub.Subscribe(login());
  const seen = { stream, events: [], answers: [], error: null };
  stream.on('data', (answer) => {
    seen.answers.push(answer);
    seen.events.push(...answer.events);
  });
  stream.on('error', (error) => (seen.error = error));
  stream.write({ topic_name: TOPIC, num_requested: 10, ...request });
  return seen;
}

/** Waits until the server has the subscription: it is told by nothing, so a first event is waited for. */
async function listening(type) {
  const seen = subscribe({ replay_preset: 'LATEST', num_requested: 100 });
  await eventually('a first event', async () => {
    await account(`warm up ${mark}`);
    return seen.events.length > 0;
  });
  seen.find = (id) =>
    seen.events.find((one) =>
      type.fromBuffer(one.event.payload).ChangeEventHeader.recordIds.includes(id),
    );
  return seen;
}

/** The names of the fields whose bits are set, for fields that are not nested. */
function names(bitmaps, schema) {
  return bitmaps
    .filter((bits) => bits.startsWith('0x'))
    .flatMap((bits) => {
      const number = BigInt(bits);
      return schema.fields.filter((_, n) => (number >> BigInt(n)) & 1n).map((field) => field.name);
    });
}

test('a topic tells its schema and what one may do', async () => {
  const info = await call('GetTopic', { topic_name: TOPIC });
  assert.equal(info.topic_name, TOPIC);
  assert.equal(info.can_subscribe, true);
  assert.equal(info.can_publish, false);
  assert.equal(info.tenant_guid.length, 18);
  const { type } = await typeOf(TOPIC);
  assert.equal(type.name.split('.').pop(), 'AccountChangeEvent');
  assert.equal(type.fields[0].name, 'ChangeEventHeader');
});

test('a change is decoded, with the fields that changed and those that were cleared', async () => {
  const { id: schemaId, type } = await typeOf(TOPIC);
  const seen = await listening(type);
  const id = await account(`gRPC ${mark}`);
  await conn.sobject('Account').update({ Id: id, Phone: '1', Fax: '2' });
  await conn.sobject('Account').update({ Id: id, Phone: null });
  const events = await eventually('three events', () => {
    const found = seen.events
      .map((one) => ({ ...one, payload: type.fromBuffer(one.event.payload) }))
      .filter((one) => one.payload.ChangeEventHeader.recordIds.includes(id));
    return found.length === 3 && found;
  });
  const [created, changed, cleared] = events.map((one) => one.payload);
  assert.equal(events[0].event.schema_id, schemaId);
  assert.equal(created.ChangeEventHeader.changeType, 'CREATE');
  assert.equal(created.Name, `gRPC ${mark}`);
  assert.deepEqual(
    names(changed.ChangeEventHeader.changedFields, type).filter((name) => /Phone|Fax/.test(name)),
    ['Phone', 'Fax'],
  );
  assert.deepEqual(names(cleared.ChangeEventHeader.nulledFields, type), ['Phone']);
  assert.equal(cleared.ChangeEventHeader.commitUser, conn.userInfo.id);
  seen.stream.end();
});

test('the client says how many it takes', async () => {
  const { type } = await typeOf(TOPIC);
  const tip = await listening(type);
  const id = await account(`tip ${mark}`);
  const from = (await eventually('its event', () => tip.find(id))).replay_id;
  tip.stream.end();
  const ids = [];
  for (let n = 0; n < 3; n++) {
    ids.push(await account(`flow ${n} ${mark}`));
  }
  const seen = subscribe({ replay_preset: 'CUSTOM', replay_id: from, num_requested: 1 });
  await eventually('one event', () => seen.events.length === 1);
  assert.equal(seen.answers.at(-1).pending_num_requested, 0);
  seen.stream.write({ topic_name: TOPIC, num_requested: 2 });
  await eventually('two more', () => seen.events.length === 3);
  const decoded = seen.events.map((one) => type.fromBuffer(one.event.payload));
  assert.deepEqual(decoded.map((one) => one.ChangeEventHeader.recordIds[0]), ids);
  seen.stream.end();
});

test('a position that is none is refused with its code', async () => {
  const seen = subscribe({ replay_preset: 'CUSTOM', replay_id: Buffer.from('nonsense') });
  const error = await eventually('the refusal', () => seen.error);
  assert.equal(error.code, grpc.status.INVALID_ARGUMENT);
  assert.match(String(error.metadata.get('error-code')), /replayid/);
});

test('a bad session and an unknown topic are refused', async () => {
  await assert.rejects(call('GetTopic', { topic_name: TOPIC }, login('nobody')), {
    code: grpc.status.UNAUTHENTICATED,
  });
  await assert.rejects(call('GetTopic', { topic_name: '/data/NopeChangeEvent' }), (error) =>
    [grpc.status.NOT_FOUND, grpc.status.INVALID_ARGUMENT, grpc.status.PERMISSION_DENIED].includes(
      error.code,
    ),
  );
  await assert.rejects(call('GetSchema', { schema_id: 'nope' }));
});

test('a platform event is published and received', { skip: onlySimulatedOrg }, async () => {
  const topic = '/event/Order_Accepted__e';
  const { id, type } = await typeOf(topic);
  const text = type.fields.find((field) => /__c$/.test(field.name)).name;
  const payload = type.toBuffer({
    ...Object.fromEntries(type.fields.map((field) => [field.name, null])),
    CreatedDate: BigInt(Date.now()),
    CreatedById: conn.userInfo.id,
    [text]: mark,
  });
  const events = [{ id: mark, schema_id: id, payload }];
  const answer = await call('Publish', { topic_name: topic, events });
  assert.equal(answer.results.length, 1);
  assert.equal(answer.results[0].error, null);
  assert.equal(answer.results[0].correlation_key, mark);
  const seen = subscribe({ topic_name: topic, replay_preset: 'EARLIEST' });
  await eventually('the event', () =>
    seen.events.find((one) => JSON.stringify(type.fromBuffer(one.event.payload)[text]).includes(mark)),
  );
  seen.stream.end();
});
