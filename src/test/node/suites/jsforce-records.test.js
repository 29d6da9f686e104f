// jsforce 3: describe and the records.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mark, onlySimulatedOrg, org } from '../targets.js';
import { connection, Made } from '../salesforce.js';

const made = new Made();
let conn;

before(async () => {
  conn = await connection();
});

after(() => made.remove(conn));

test('the versions and the resources are listed', async () => {
  const versions = await conn.request('/services/data');
  assert.ok(versions.some((version) => version.version === org.version));
  const resources = await conn.request(`/services/data/v${org.version}`);
  assert.ok(resources.sobjects && resources.query && resources.limits);
});

test('the org describes its objects', async () => {
  const global = await conn.describeGlobal();
  assert.equal(global.encoding, 'UTF-8');
  const account = global.sobjects.find((object) => object.name === 'Account');
  assert.equal(account.keyPrefix, '001');
  assert.equal(account.queryable, true);
});

test('an object describes its fields and children', async () => {
  const account = await conn.sobject('Account').describe();
  const field = (name) => account.fields.find((one) => one.name === name);
  assert.deepEqual([field('Id').type, field('Name').nillable], ['id', false]);
  assert.deepEqual(field('ParentId').referenceTo, ['Account']);
  assert.ok(field('Type').picklistValues.length > 0);
  assert.ok(account.childRelationships.some((child) => child.relationshipName === 'Contacts'));
  assert.ok(account.recordTypeInfos.some((type) => type.master));
  const cached = conn.sobject('Account').describe$();
  assert.equal((await cached).name, 'Account');
});

test('several objects are described', async () => {
  const described = await Promise.all(['Contact', 'Product2'].map((name) => conn.describe(name)));
  assert.deepEqual(described.map((object) => object.name), ['Contact', 'Product2']);
});

test('a record lives from its creation to its deletion', async () => {
  const accounts = conn.sobject('Account');
  const created = await accounts.create({ Name: `One ${mark}`, BillingCity: 'Wien' });
  assert.equal(created.success, true);
  made.add('Account', created.id);
  const read = await accounts.retrieve(created.id);
  assert.equal(read.Name, `One ${mark}`);
  assert.equal(read.attributes.type, 'Account');
  assert.equal(read.BillingAddress.city, 'Wien');
  const updated = await accounts.update({ Id: created.id, Name: `Two ${mark}`, BillingCity: null });
  assert.deepEqual([updated.success, updated.id], [true, created.id]);
  const again = await accounts.retrieve(created.id, { fields: ['Name', 'BillingCity'] });
  assert.deepEqual([again.Name, again.BillingCity], [`Two ${mark}`, null]);
  const removed = await accounts.destroy(created.id);
  assert.equal(removed.success, true);
  await assert.rejects(accounts.retrieve(created.id), { errorCode: 'ENTITY_IS_DELETED' });
});

test('several records go by collections, with an outcome for each', async () => {
  const contacts = conn.sobject('Contact');
  const results = await contacts.create([
    { LastName: `A ${mark}` },
    { FirstName: 'no last name' },
    { LastName: `C ${mark}` },
  ]);
  assert.deepEqual(results.map((one) => one.success), [true, false, true]);
  assert.equal(results[1].errors[0].statusCode, 'REQUIRED_FIELD_MISSING');
  assert.deepEqual(results[1].errors[0].fields, ['LastName']);
  const ids = made.add('Contact', [results[0].id, results[2].id]);
  const updated = await contacts.update(ids.map((Id) => ({ Id, Title: 'Dr' })));
  assert.ok(updated.every((one) => one.success));
  const read = await contacts.retrieve(ids);
  assert.deepEqual(read.map((one) => one.Title), ['Dr', 'Dr']);
  const removed = await contacts.destroy([...ids, ids[0]]);
  assert.deepEqual(removed.map((one) => one.success), [true, true, false]);
});

test('all or none takes back what was good', async () => {
  const contacts = conn.sobject('Contact');
  const results = await contacts.create([{ LastName: `D ${mark}` }, {}], { allOrNone: true });
  assert.deepEqual(
    results.map((one) => one.errors[0].statusCode),
    ['ALL_OR_NONE_OPERATION_ROLLED_BACK', 'REQUIRED_FIELD_MISSING'],
  );
});

test('more than 200 records are sent in parts', async () => {
  const records = Array.from({ length: 450 }, (_, n) => ({ LastName: `Many ${mark} ${n}` }));
  const results = await conn.sobject('Contact').create(records, { allowRecursive: true });
  assert.equal(results.filter((one) => one.success).length, 450);
  const ids = results.map((one) => one.id);
  const removed = await conn.sobject('Contact').destroy(ids, { allowRecursive: true });
  assert.equal(removed.filter((one) => one.success).length, 450);
});

test('an upsert by external id creates, then updates', { skip: onlySimulatedOrg }, async () => {
  const accounts = conn.sobject('Account');
  const key = `K-${mark}`;
  const upsert = (Name) => accounts.upsert({ Name, ERP_Customer_Id__c: key }, 'ERP_Customer_Id__c');
  const first = await upsert('first');
  assert.deepEqual([first.success, first.created], [true, true]);
  made.add('Account', first.id);
  const second = await upsert('second');
  assert.deepEqual([second.success, second.created, second.id], [true, false, first.id]);
  const several = await accounts.upsert(
    [
      { Name: 'third', ERP_Customer_Id__c: key },
      { Name: 'other', ERP_Customer_Id__c: `${key}-2` },
    ],
    'ERP_Customer_Id__c',
  );
  assert.deepEqual(several.map((one) => one.success), [true, true]);
  made.add('Account', several[1].id);
  const contact = await conn
    .sobject('Contact')
    .create({ LastName: mark, Account: { ERP_Customer_Id__c: key } });
  made.add('Contact', contact.id);
  const read = await conn.sobject('Contact').retrieve(contact.id);
  assert.equal(read.AccountId, first.id);
});

test('errors carry the code, the text and the fields of the vendor', async () => {
  const accounts = conn.sobject('Account');
  await assert.rejects(accounts.create({ Name: 'x', Nope__c: 1 }), {
    errorCode: 'INVALID_FIELD',
    message: /No such column 'Nope__c' on sobject of type Account/,
  });
  await assert.rejects(accounts.create({}), (error) => {
    assert.equal(error.errorCode, 'REQUIRED_FIELD_MISSING');
    assert.deepEqual(error.data.fields ?? error.data[0].fields, ['Name']);
    return true;
  });
  await assert.rejects(conn.sobject('Nope__c').describe(), { errorCode: 'NOT_FOUND' });
  await assert.rejects(accounts.update({ Id: '001000000000001', Name: 'x' }), (error) =>
    ['NOT_FOUND', 'INVALID_CROSS_REFERENCE_KEY', 'ENTITY_IS_DELETED'].includes(error.errorCode),
  );
});

test('composite requests refer to each other', async () => {
  const base = `/services/data/v${org.version}/sobjects`;
  const answer = await conn.requestPost(`/composite`, {
    allOrNone: true,
    compositeRequest: [
      { method: 'POST', url: `${base}/Account`, referenceId: 'a', body: { Name: `Comp ${mark}` } },
      {
        method: 'POST',
        url: `${base}/Contact`,
        referenceId: 'c',
        body: { LastName: mark, AccountId: '@{a.id}' },
      },
      { method: 'GET', url: `${base}/Contact/@{c.id}?fields=AccountId`, referenceId: 'r' },
    ],
  });
  const [a, c, r] = answer.compositeResponse;
  assert.deepEqual([a.httpStatusCode, c.httpStatusCode, r.httpStatusCode], [201, 201, 200]);
  made.add('Account', a.body.id);
  made.add('Contact', c.body.id);
  assert.equal(r.body.AccountId, a.body.id);
  assert.equal(a.httpHeaders.Location, `${base}/Account/${a.body.id}`);
});

test('a tree is created at once', async () => {
  const answer = await conn.requestPost('/composite/tree/Account', {
    records: [
      {
        attributes: { type: 'Account', referenceId: 'ref1' },
        Name: `Tree ${mark}`,
        Contacts: {
          records: [{ attributes: { type: 'Contact', referenceId: 'ref2' }, LastName: mark }],
        },
      },
    ],
  });
  assert.equal(answer.hasErrors, false);
  const id = (ref) => answer.results.find((one) => one.referenceId === ref).id;
  made.add('Account', id('ref1'));
  made.add('Contact', id('ref2'));
});

test('a batch answers part by part', async () => {
  const answer = await conn.requestPost('/composite/batch', {
    batchRequests: [
      { method: 'GET', url: `v${org.version}/limits` },
      { method: 'GET', url: `v${org.version}/sobjects/Account/001000000000001` },
    ],
  });
  assert.equal(answer.hasErrors, true);
  assert.deepEqual(answer.results.map((one) => one.statusCode), [200, 404]);
});

test('what was written lately can be asked for', async () => {
  const created = await conn.sobject('Account').create({ Name: `Recent ${mark}` });
  made.add('Account', created.id);
  await conn.sobject('Account').retrieve(created.id);
  assert.ok(Array.isArray(await conn.recent()));
  assert.ok(Array.isArray(await conn.sobject('Account').recent()));
  const now = new Date();
  const updated = await conn
    .sobject('Account')
    .updated(new Date(now - 3600_000), new Date(now.getTime() + 60_000));
  assert.ok(Array.isArray(updated.ids));
  assert.ok(updated.latestDateCovered);
  await conn.sobject('Account').destroy(created.id);
  const deleted = await conn
    .sobject('Account')
    .deleted(new Date(now - 3600_000), new Date(now.getTime() + 60_000));
  assert.ok(Array.isArray(deleted.deletedRecords));
});

test('the limits are told, in the body and in a header', async () => {
  const limits = await conn.limits();
  assert.ok(limits.DailyApiRequests.Max > 0);
  assert.ok(limits.DailyApiRequests.Remaining <= limits.DailyApiRequests.Max);
  await conn.query('SELECT Id FROM Account LIMIT 1');
  assert.ok(conn.limitInfo.apiUsage.limit > 0);
});
