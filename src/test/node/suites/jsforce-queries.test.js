// jsforce 3: SOQL and SOSL.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import jsforce from 'jsforce';
import { eventually, mark } from '../targets.js';
import { connection, Made } from '../salesforce.js';

const made = new Made();
let conn;
let parents;

before(async () => {
  conn = await connection();
  const accounts = await conn
    .sobject('Account')
    .create(['X', 'Y'].map((name) => ({ Name: `${name} ${mark}`, AccountNumber: mark })));
  parents = made.add('Account', accounts.map((one) => one.id));
  const contacts = await conn.sobject('Contact').create(
    Array.from({ length: 5 }, (_, n) => ({
      LastName: `L${n} ${mark}`,
      Department: mark,
      AccountId: parents[n % 2],
    })),
  );
  made.add('Contact', contacts.map((one) => one.id));
});

after(() => made.remove(conn));

test('a query returns its records with their attributes', async () => {
  const found = await conn.query(
    `SELECT Id, Name FROM Account WHERE AccountNumber = '${mark}' ORDER BY Name DESC`,
  );
  assert.deepEqual([found.totalSize, found.done], [2, true]);
  assert.deepEqual(found.records.map((one) => one.Name), [`Y ${mark}`, `X ${mark}`]);
  assert.match(found.records[0].attributes.url, /\/sobjects\/Account\/001/);
});

test('parents and children come along', async () => {
  const children = await conn.query(
    `SELECT LastName, Account.Name, Account.Owner.Username FROM Contact WHERE Department = '${mark}'`,
  );
  assert.equal(children.totalSize, 5);
  assert.match(children.records[0].Account.Owner.Username, /@/);
  const found = await conn.query(
    `SELECT Name, (SELECT LastName FROM Contacts ORDER BY LastName) FROM Account
     WHERE AccountNumber = '${mark}' ORDER BY Name`,
  );
  assert.deepEqual(
    found.records.map((one) => one.Contacts.records.map((child) => child.LastName.slice(0, 2))),
    [['L0', 'L2', 'L4'], ['L1', 'L3']],
  );
});

test('a query is built by calls', async () => {
  const found = await conn
    .sobject('Contact')
    .find({ Department: mark, LastName: { $like: 'L%' } }, 'Id, LastName, CreatedDate')
    .sort({ LastName: -1 })
    .limit(2)
    .skip(1);
  assert.deepEqual(found.map((one) => one.LastName.slice(0, 2)), ['L3', 'L2']);
  const since = jsforce.SfDate.toDateTimeLiteral(new Date(Date.now() - 3600_000));
  const count = await conn
    .sobject('Contact')
    .count({ Department: mark, CreatedDate: { $gt: since } });
  assert.equal(count, 5);
  const chosen = await conn
    .sobject('Account')
    .find({ $or: [{ Name: `X ${mark}` }, { Id: { $in: [parents[1]] } }] })
    .select('Name')
    .include('Contacts')
    .select('Id')
    .orderby('LastName', 'DESC')
    .limit(1)
    .end();
  assert.deepEqual(chosen.map((one) => one.Contacts.records.length), [1, 1]);
  assert.equal((await conn.sobject('Contact').findOne({ Department: mark })).attributes.type, 'Contact');
});

test('all fields are selected by a star', async () => {
  const [one] = await conn.sobject('Account').select('*').where({ Id: parents[0] });
  assert.equal(one.AccountNumber, mark);
});

test('pages follow each other', async () => {
  const records = Array.from({ length: 450 }, (_, n) => ({
    LastName: `P ${n}`,
    Department: `pages ${mark}`,
  }));
  const created = await conn.sobject('Contact').create(records, { allowRecursive: true });
  const soql = `SELECT Id FROM Contact WHERE Department = 'pages ${mark}'`;
  try {
    const first = await conn.query(soql, { headers: { 'Sforce-Query-Options': 'batchSize=200' } });
    assert.deepEqual([first.totalSize, first.done], [450, first.records.length === 450]);
    let page = first;
    const ids = new Set(first.records.map((one) => one.Id));
    while (!page.done) {
      page = await conn.queryMore(page.nextRecordsUrl);
      page.records.forEach((one) => ids.add(one.Id));
    }
    assert.equal(ids.size, 450);
    const all = await conn.query(soql, { autoFetch: true, maxFetch: 10_000 });
    assert.equal(all.records.length, 450);
    let streamed = 0;
    await new Promise((resolve, reject) =>
      conn
        .query(soql)
        .on('record', () => streamed++)
        .on('end', resolve)
        .on('error', reject)
        .run({ autoFetch: true, maxFetch: 10_000 }),
    );
    assert.equal(streamed, 450);
  } finally {
    const removed = await conn.query(soql, { autoFetch: true }).destroy('Contact', {
      bulkApiVersion: 2,
    });
    assert.equal(removed.filter((one) => one.success).length, created.length);
  }
  const bin = await conn.query(soql, { scanAll: true, autoFetch: true });
  assert.equal(bin.totalSize, 450);
});

test('counts and groups', async () => {
  const count = await conn.query(`SELECT COUNT() FROM Contact WHERE Department = '${mark}'`);
  assert.deepEqual([count.totalSize, count.records.length], [5, 0]);
  const groups = await conn.query(
    `SELECT AccountId, COUNT(Id) many, MAX(LastName) FROM Contact WHERE Department = '${mark}'
     GROUP BY AccountId HAVING COUNT(Id) > 2`,
  );
  assert.deepEqual(groups.records.map((one) => [one.AccountId, one.many]), [[parents[0], 3]]);
  assert.equal(groups.records[0].attributes.type, 'AggregateResult');
  assert.equal(groups.records[0].expr0, `L4 ${mark}`);
});

test('records are updated by a query', async () => {
  const results = await conn
    .sobject('Contact')
    .find({ Department: mark })
    .update({ Title: '${LastName}' });
  assert.equal(results.filter((one) => one.success).length, 5);
  const titles = await conn.query(`SELECT Title, LastName FROM Contact WHERE Department = '${mark}'`);
  assert.ok(titles.records.every((one) => one.Title === one.LastName));
});

test('a statement that is wrong tells where', async () => {
  await assert.rejects(conn.query('SELECT Nope FROM Account'), {
    errorCode: 'INVALID_FIELD',
    message: /No such column 'Nope' on entity 'Account'/,
  });
  await assert.rejects(conn.query('SELECT Id FROM'), { errorCode: 'MALFORMED_QUERY' });
  await assert.rejects(conn.query('SELECT Id FROM Nope__c'), {
    errorCode: 'INVALID_TYPE',
    message: /sObject type 'Nope__c' is not supported/,
  });
});

test('words are searched for', async () => {
  const found = await eventually('the search index', async () => {
    const answer = await conn.search(
      `FIND {${mark}} IN ALL FIELDS RETURNING Account(Id, Name), Contact(Id)`,
    );
    const accounts = answer.searchRecords.filter((one) => one.attributes.type === 'Account');
    return accounts.length === 2 && accounts;
  });
  assert.deepEqual(found.map((one) => one.Name).sort(), [`X ${mark}`, `Y ${mark}`]);
});

test('the plan of a query is explained', async () => {
  const plan = await conn.query(`SELECT Id FROM Account`).explain();
  assert.ok(plan.plans.length > 0);
});

test('metadata is asked for by the Tooling API', async () => {
  const found = await conn.tooling.query('SELECT Id, SelectedEntity FROM PlatformEventChannelMember');
  assert.ok(Array.isArray(found.records));
});
