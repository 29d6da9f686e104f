// jsforce 3: Bulk API 2.0.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mark } from '../targets.js';
import { connection } from '../salesforce.js';

let conn;

before(async () => {
  conn = await connection();
  conn.bulk2.pollInterval = 200;
  conn.bulk2.pollTimeout = 120_000;
});

after(async () => {
  const left = await conn.query(`SELECT Id FROM Contact WHERE Department = '${mark}'`, {
    autoFetch: true,
  });
  const ids = left.records.map((one) => one.Id);
  await conn.sobject('Contact').destroy(ids, { allowRecursive: true });
});

test('rows are inserted, updated and deleted, each with its outcome', async () => {
  const rows = Array.from({ length: 500 }, (_, n) => ({
    LastName: n === 7 ? '' : `Bulk "${n}", ${mark}`,
    Department: mark,
  }));
  const inserted = await conn.bulk2.loadAndWaitForResults({
    object: 'Contact',
    operation: 'insert',
    input: rows,
  });
  assert.equal(inserted.successfulResults.length, 499);
  assert.equal(inserted.failedResults.length, 1);
  assert.match(inserted.failedResults[0].sf__Error, /^REQUIRED_FIELD_MISSING:/);
  assert.equal(inserted.unprocessedRecords.length, 0);
  assert.equal(inserted.successfulResults[0].sf__Created, 'true');
  const ids = inserted.successfulResults.map((one) => one.sf__Id);

  const updated = await conn.bulk2.loadAndWaitForResults({
    object: 'Contact',
    operation: 'update',
    input: ids.map((Id) => ({ Id, Title: 'Dr' })),
  });
  assert.equal(updated.successfulResults.length, 499);

  const found = await conn.bulk2.query(
    `SELECT Id, LastName, Title FROM Contact WHERE Department = '${mark}'`,
  );
  const records = await found.toArray();
  assert.equal(records.length, 499);
  assert.ok(records.every((one) => one.Title === 'Dr' && one.LastName.includes('"')));

  const deleted = await conn.bulk2.loadAndWaitForResults({
    object: 'Contact',
    operation: 'delete',
    input: ids.map((Id) => ({ Id })),
  });
  assert.equal(deleted.successfulResults.length, 499);
});

test('a job is opened, filled, closed and watched step by step', async () => {
  const job = conn.bulk2.createJob({ object: 'Contact', operation: 'insert' });
  const opened = await job.open();
  assert.deepEqual(
    [opened.state, opened.object, opened.operation, opened.contentType, opened.jobType],
    ['Open', 'Contact', 'insert', 'CSV', 'V2Ingest'],
  );
  await job.uploadData(`LastName,Department\nStep ${mark},${mark}\n`);
  await job.close();
  await job.poll(200, 60_000);
  const checked = await job.check();
  assert.deepEqual(
    [checked.state, checked.numberRecordsProcessed, checked.numberRecordsFailed],
    ['JobComplete', 1, 0],
  );
  assert.equal((await job.getSuccessfulResults()).length, 1);
  assert.equal((await job.getFailedResults()).length, 0);
  assert.equal((await job.getUnprocessedRecords()).length, 0);
  await job.delete();
});

test('a job is aborted', async () => {
  const job = conn.bulk2.createJob({ object: 'Contact', operation: 'insert' });
  await job.open();
  await job.abort();
  assert.equal((await job.check()).state, 'Aborted');
  await job.delete();
});

test('a header that is no field fails the job', async () => {
  const job = conn.bulk2.createJob({ object: 'Contact', operation: 'insert' });
  await job.open();
  await job.uploadData('Nope__c\nx\n');
  await job.close();
  await assert.rejects(job.poll(200, 60_000));
  const checked = await job.check();
  assert.equal(checked.state, 'Failed');
  assert.match(checked.errorMessage, /InvalidBatch : Field name not found : Nope__c/);
});

test('what was deleted is queried too', async () => {
  const found = await conn.bulk2.query(`SELECT Id FROM Contact WHERE Department = '${mark}'`, {
    scanAll: true,
  });
  const records = await found.toArray();
  assert.equal(records.length, 500);
});

test('a query that is wrong is refused', async () => {
  await assert.rejects(conn.bulk2.query('SELECT Nope FROM Contact'));
});
