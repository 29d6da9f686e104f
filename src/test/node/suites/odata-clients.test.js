// Generic OData clients against Business Central: o.js, @odata/client, ts-odata-client and odata-query.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import odataQuery from 'odata-query';
import { mark } from '../targets.js';
import { company } from '../businesscentral.js';

const require = createRequire(import.meta.url);
const { o } = require('odata');
const { OData } = require('@odata/client');
const { ODataQuery } = require('ts-odata-client');
const buildQuery = odataQuery.default ?? odataQuery;

let root;
let headers;
const customers = [];

before(async () => {
  ({ root, headers } = await company());
});

after(async () => {
  for (const id of customers) {
    await send('DELETE', `customers(${id})`, undefined, { 'If-Match': '*' });
  }
});

function send(method, path, body, more = {}) {
  return fetch(`${root}/${path}`, {
    method,
    headers: { ...headers, ...(body ? { 'Content-Type': 'application/json' } : {}), ...more },
    body: body && JSON.stringify(body),
  });
}

const oJs = (more = {}) =>
  o(`${root}/`, { headers: { ...headers, 'Content-Type': 'application/json', ...more } });

const light = () => OData.New4({ serviceEndpoint: `${root}/`, commonHeaders: headers });

/** Batches go to the root of the API, their parts name the company. */
function batches() {
  const [, api, path] = /^(.*)\/(companies.*)$/.exec(root);
  return { api, path };
}

async function customer(name) {
  const made = await oJs().post('customers', { displayName: `${name} ${mark}` }).query();
  customers.push(made.id);
  return made;
}

test('o.js creates, reads, changes and deletes', async () => {
  const made = await customer('o.js');
  assert.match(made.id, /^[0-9a-f-]{36}$/);
  const read = await oJs().get(`customers(${made.id})`).query({ $select: 'number,displayName' });
  assert.equal(read.displayName, `o.js ${mark}`);
  const changed = await oJs({ 'If-Match': read['@odata.etag'] })
    .patch(`customers(${made.id})`, { city: 'Wien' })
    .query();
  assert.equal(changed.city, 'Wien');
  const stale = await oJs({ 'If-Match': read['@odata.etag'] })
    .patch(`customers(${made.id})`, { city: 'Graz' })
    .query()
    .catch((answer) => answer);
  assert.ok([409, 412].includes(stale.status));
});

test('o.js batches requests as multipart', async () => {
  const { api, path } = batches();
  const batch = o(`${api}/`, {
    headers: new Headers({ ...headers, 'Content-Type': 'application/json' }),
    batch: {
      boundaryPrefix: 'batch_',
      changsetBoundaryPrefix: 'changeset_',
      endpoint: '$batch',
      headers: new Headers({ ...headers, 'Content-Type': 'multipart/mixed' }),
      useChangset: false,
      useRelativeURLs: true,
    },
  });
  const [one, two] = await batch
    .get(`${path}/customers?$top=1`)
    .get(`${path}/items?$top=2&$select=number`)
    .batch();
  assert.deepEqual([one.status, two.status], [200, 200]);
  assert.equal(two.body.length, 2);
});

test('@odata/client reads with its options and changes records', async () => {
  const client = light();
  const set = client.getEntitySet('customers');
  const made = await set.create({ displayName: `light ${mark}` });
  customers.push(made.id);
  const filter = set.newFilter().property('displayName').eq(`light ${mark}`);
  const found = await set.query(
    set.newParam().filter(filter).select(['id', 'number']).orderby('number').top(5),
  );
  assert.deepEqual(found.map((one) => one.id), [made.id]);
  assert.equal(await set.count(filter), 1);
  const params = set.newParam().top(1).count(true);
  const page = await client.newRequest({ collection: 'customers', params });
  assert.ok(page['@odata.count'] >= 1);
});

test('@odata/client batches requests as JSON', async () => {
  const { api, path } = batches();
  const client = OData.New4({ serviceEndpoint: `${api}/`, commonHeaders: headers });
  const collection = `${path}/customers`;
  const answers = await client.execBatchRequestsJson([
    client.newBatchRequest({ collection, params: client.newParam().top(1) }),
    client.newBatchRequest({
      collection,
      method: 'POST',
      entity: { displayName: `batch ${mark}` },
    }),
  ]);
  const [read, made] = await Promise.all(answers.map((answer) => answer.json()));
  assert.equal(read.value.length, 1);
  assert.equal(made.displayName, `batch ${mark}`);
  customers.push(made.id);
});

test('ts-odata-client follows the pages of the server', async () => {
  const names = ['p1', 'p2', 'p3', 'p4', 'p5'];
  for (const name of names) {
    await customer(name);
  }
  const requestInit = () => ({ headers: { ...headers, Prefer: 'odata.maxpagesize=2' } });
  const found = [];
  const paged = ODataQuery.forV4(`${root}/customers`, { requestInit })
    .orderBy((one) => one.number)
    .select('displayName');
  for await (const one of paged) {
    found.push(one.displayName);
  }
  names.forEach((name) => assert.ok(found.includes(`${name} ${mark}`)));
});

test('odata-query writes queries that are understood', async () => {
  await customer('query');
  const path = `customers${buildQuery({
    filter: { displayName: { startswith: 'query' }, and: [{ lastModifiedDateTime: { gt: new Date(0) } }] },
    select: ['id', 'displayName'],
    orderBy: ['displayName desc'],
    top: 3,
    count: true,
    expand: { currency: { select: ['code'] } },
    format: 'json',
  })}`;
  const answer = await send('GET', path);
  const body = await answer.json();
  assert.equal(answer.status, 200, JSON.stringify(body));
  assert.ok(body['@odata.count'] >= 1);
  assert.ok(body.value.some((one) => one.displayName === `query ${mark}`));
});

test('the metadata names what the service document lists', async () => {
  const service = await (await fetch(root.replace(/\/companies.*/, ''), { headers })).json();
  const metadata = await (
    await fetch(root.replace(/\/companies.*/, '/$metadata'), {
      headers: { ...headers, Accept: 'application/xml' },
    })
  ).text();
  assert.ok(service.value.length > 10);
  for (const set of service.value) {
    assert.ok(metadata.includes(`<EntitySet Name="${set.name}"`), set.name);
  }
});

test('errors have the form of OData', async () => {
  const answer = await send('POST', 'customers', { nope: 1 });
  const body = await answer.json();
  assert.equal(answer.status, 400);
  assert.match(body.error.code, /^(BadRequest|Internal|Application)/);
  assert.match(body.error.message, /nope/);
  const missing = await send('GET', 'customers(11111111-2222-3333-4444-555555555555)');
  assert.equal(missing.status, 404);
});
