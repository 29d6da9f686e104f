// The Salesforce CLI, where it is installed (npm install in salesforce-cli/).
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { admin, mark, onlySimulatedOrg, org } from '../targets.js';
import { connection, Made } from '../salesforce.js';

const program = fileURLToPath(
  new URL('../salesforce-cli/node_modules/@salesforce/cli/bin/run.js', import.meta.url),
);
const skip = existsSync(program) ? false : 'is not installed';
const ALIAS = 'suite';
const made = new Made();
let folder;
let conn;

/** Runs a command with a home of its own; its outcome as JSON. */
function sf(...words) {
  const options = {
    cwd: folder,
    maxBuffer: 1 << 26,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      SF_DISABLE_TELEMETRY: 'true',
      SF_AUTOUPDATE_DISABLE: 'true',
      SF_SKIP_NEW_VERSION_CHECK: 'true',
      SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
      SF_ACCESS_TOKEN: conn.accessToken,
    },
  };
  return new Promise((resolve, reject) =>
    execFile(process.execPath, [program, ...words], options, (error, out) => {
      try {
        resolve(JSON.parse(out));
      } catch {
        reject(new Error(`sf ${words.join(' ')}: ${error ?? ''} ${out}`));
      }
    }),
  );
}

/** The same for the org, and it has to succeed. */
async function done(...words) {
  const answer = await sf(...words, '--target-org', ALIAS, '--json');
  assert.equal(answer.status, 0, JSON.stringify(answer));
  return answer.result;
}

const written = async (name, lines) => {
  await writeFile(join(folder, name), `${lines.join('\n')}\n`);
  return name;
};

describe('Salesforce CLI', { skip }, () => {
  before(async () => {
    conn = await connection();
    folder = await mkdtemp(join(tmpdir(), 'salesforce-cli-'));
    const login = await sf(
      ...['org', 'login', 'access-token', '--instance-url', conn.instanceUrl],
      ...['--alias', ALIAS, '--no-prompt', '--json'],
    );
    assert.equal(login.status, 0, JSON.stringify(login));
  });

  after(async () => {
    await made.remove(conn);
    await rm(folder, { recursive: true });
  });

  test('logs in by JWT', { skip: onlySimulatedOrg }, async () => {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    await admin(org.url, 'POST', 'keys', {
      consumerKey: org.clientId,
      pem: pair.publicKey.export({ type: 'spki', format: 'pem' }),
    });
    await writeFile(
      join(folder, 'key.pem'),
      pair.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    );
    const login = await sf(
      ...['org', 'login', 'jwt', '--client-id', org.clientId, '--jwt-key-file', 'key.pem'],
      ...['--username', org.username, '--instance-url', org.url, '--alias', ALIAS, '--json'],
    );
    assert.equal(login.status, 0, JSON.stringify(login));
    assert.equal(login.result.username, org.username);
  });

  test('shows the org and its limits', async () => {
    const shown = await done('org', 'display');
    assert.equal(shown.connectedStatus, 'Connected');
    assert.equal(shown.id, conn.userInfo.organizationId);
    const limits = await done('org', 'list', 'limits');
    assert.ok(limits.find((one) => one.name === 'DailyApiRequests').remaining > 0);
  });

  test('lists and describes objects', async () => {
    const objects = await done('sobject', 'list', '--sobject', 'all');
    assert.ok(objects.includes('Account') && objects.includes('WorkOrder'));
    const account = await done('sobject', 'describe', '--sobject', 'Account');
    assert.ok(account.fields.some((field) => field.name === 'BillingCity'));
  });

  test('creates, gets, updates and deletes a record', async () => {
    const values = `Name='One ${mark}' BillingCity=Wien`;
    const { id } = await done('data', 'create', 'record', '-s', 'Account', '-v', values);
    made.add('Account', id);
    await done('data', 'update', 'record', '-s', 'Account', '-i', id, '-v', 'Phone=1');
    const read = await done('data', 'get', 'record', '-s', 'Account', '-w', `Name='One ${mark}'`);
    assert.deepEqual([read.Id, read.BillingCity, read.Phone], [id, 'Wien', '1']);
    await done('data', 'delete', 'record', '-s', 'Account', '-i', id);
    const gone = await sf(
      ...['data', 'get', 'record', '-s', 'Account', '-i', id, '-o', ALIAS, '--json'],
    );
    assert.notEqual(gone.status, 0);
  });

  test('queries, also parents, children and groups', async () => {
    const found = await done(
      ...['data', 'query', '-q', 'SELECT Id, Owner.Username, (SELECT Id FROM Contacts) FROM Account LIMIT 2'],
    );
    assert.equal(found.records.length, found.totalSize);
    await done('data', 'query', '-q', 'SELECT Type, COUNT(Id) many FROM Account GROUP BY Type');
    await done(
      ...['data', 'query', '--use-tooling-api', '-q', 'SELECT Id FROM PlatformEventChannelMember'],
    );
    const wrong = await sf('data', 'query', '-q', 'SELECT Nope FROM Account', '-o', ALIAS, '--json');
    assert.equal(wrong.name, 'INVALID_FIELD');
  });

  test('exports a tree and imports it', async () => {
    const { id } = await conn.sobject('Account').create({ Name: `Tree ${mark}` });
    made.add('Account', id);
    const contact = await conn.sobject('Contact').create({ LastName: mark, AccountId: id });
    made.add('Contact', contact.id);
    const soql = `SELECT Name, (SELECT LastName FROM Contacts) FROM Account WHERE Id = '${id}'`;
    await done('data', 'export', 'tree', '-q', soql, '--output-dir', 'tree');
    const [file] = await readdir(join(folder, 'tree'));
    const imported = await done('data', 'import', 'tree', '--files', join('tree', file));
    assert.deepEqual(imported.map((one) => one.type), ['Account', 'Contact']);
    imported.forEach((one) => made.add(one.type, one.id));
    await done('data', 'export', 'tree', '-q', soql, '--output-dir', 'plan', '--plan');
    const plan = (await readdir(join(folder, 'plan'))).find((name) => name.endsWith('plan.json'));
    const planned = await done('data', 'import', 'tree', '--plan', join('plan', plan));
    planned.forEach((one) => made.add(one.type, one.id));
  });

  test('works in bulk', async () => {
    const csv = await written('new.csv', ['Name,AccountNumber', `A ${mark},${mark}`, `B ${mark},${mark}`]);
    const loaded = await done('data', 'import', 'bulk', '-s', 'Account', '-f', csv, '--wait', '5');
    assert.equal(loaded.successfulRecords, 2);
    await done(
      ...['data', 'export', 'bulk', '--output-file', 'out.csv', '--wait', '5'],
      ...['-q', `SELECT Id FROM Account WHERE AccountNumber = '${mark}'`],
    );
    const ids = (await readFile(join(folder, 'out.csv'), 'utf8')).match(/001\w{15}/g);
    assert.equal(ids.length, 2);
    const changed = await written('changed.csv', ['Id,Phone', ...ids.map((id) => `${id},1`)]);
    await done('data', 'update', 'bulk', '-s', 'Account', '-f', changed, '--wait', '5');
    const old = await written('old.csv', ['Id', ...ids]);
    const job = await done('data', 'delete', 'bulk', '-s', 'Account', '-f', old, '--wait', '5');
    assert.equal(job.jobInfo.state, 'JobComplete');
  });

  test('upserts in bulk by external id', { skip: onlySimulatedOrg }, async () => {
    const csv = await written('upsert.csv', ['Name,ERP_Customer_Id__c', `U ${mark},U-${mark}`]);
    const job = await done(
      ...['data', 'upsert', 'bulk', '-s', 'Account', '-f', csv, '-i', 'ERP_Customer_Id__c', '--wait', '5'],
    );
    assert.equal(job.jobInfo.numberRecordsFailed, 0);
    made.add('Account', job.records.successfulResults[0].sf__Id);
  });

  test('searches, and sends any REST request', async () => {
    const words = `FIND {${mark}} IN ALL FIELDS RETURNING Account(Id)`;
    assert.ok(Array.isArray((await done('data', 'search', '-q', words)).searchRecords));
    const path = `services/data/v${org.version}/limits`;
    const answer = await sf('api', 'request', 'rest', path, '--target-org', ALIAS);
    assert.ok(answer.DailyApiRequests.Max > 0);
  });
});
