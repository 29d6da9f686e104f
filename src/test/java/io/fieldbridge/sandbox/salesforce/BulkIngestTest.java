package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bulk API 2.0 ingest: the life of a job and what becomes of its rows. */
class BulkIngestTest {

  private static final String INSERT = "{'object':'Account','operation':'insert'}";
  private static final String UPSERT =
      "{'object':'Account','operation':'upsert','externalIdFieldName':'ERP_Customer_Id__c',"
          + "'contentType':'CSV','lineEnding':'LF','columnDelimiter':'COMMA'}";

  private RunningOrg org;

  @BeforeEach
  void start() {
    org = new RunningOrg();
    org.post("/sandbox/settings", "{'bulkLatencyMilliseconds':0}");
  }

  @AfterEach
  void stop() {
    org.close();
  }

  @Test
  void a_job_opens_with_the_vendors_members() {
    var job = org.post("/jobs/ingest", UPSERT).json();
    assertThat(job.path("id").asText()).startsWith("750").hasSize(18);
    assertThat(job.path("state").asText()).isEqualTo("Open");
    assertThat(job.path("contentUrl").asText())
        .isEqualTo("services/data/v62.0/jobs/ingest/" + job.path("id").asText() + "/batches");
    assertThat(job.path("apiVersion").decimalValue()).hasToString("62.0");
    assertThat(job.path("jobType").asText()).isEqualTo("V2Ingest");
    assertThat(job.path("concurrencyMode").asText()).isEqualTo("Parallel");
    assertThat(job.path("createdDate").asText()).endsWith(".000+0000");
  }

  @Test
  void rows_are_inserted_and_told_with_their_ids() {
    BulkJob job = BulkJob.done(org, INSERT, "Name,BillingCity\nFirst,Linz\n\"Second, Ltd\",Graz\n");
    assertThat(job.state()).isEqualTo("JobComplete");
    assertThat(job.json().path("numberRecordsProcessed").asInt()).isEqualTo(2);
    String id = org.first("SELECT Id FROM Account WHERE Name = 'Second, Ltd'", "Id");
    assertThat(job.results("successfulResults/"))
        .startsWith("\"sf__Id\",\"sf__Created\",\"Name\",\"BillingCity\"\n")
        .contains("\"" + id + "\",\"true\",\"Second, Ltd\",\"Graz\"\n");
    assertThat(job.results("failedResults/"))
        .isEqualTo("\"sf__Id\",\"sf__Error\",\"Name\",\"BillingCity\"\n");
    assertThat(job.results("unprocessedrecords/")).isEqualTo("\"Name\",\"BillingCity\"\n");
  }

  @Test
  void an_upsert_creates_and_updates_by_the_external_id() {
    BulkJob.done(org, UPSERT, "ERP_Customer_Id__c,Name\nB-1,Old\n");
    BulkJob job = BulkJob.done(org, UPSERT, "ERP_Customer_Id__c,Name\nb-1,New\nB-2,Other\n");
    assertThat(job.results("successfulResults"))
        .contains("\"false\",\"b-1\",\"New\"")
        .contains("\"true\",\"B-2\",\"Other\"");
    assertThat(org.first("SELECT Name FROM Account WHERE ERP_Customer_Id__c = 'B-1'", "Name"))
        .isEqualTo("New");
  }

  @Test
  void rows_to_create_behind_many_that_exist_have_their_external_id_read_and_checked() {
    String upsert =
        "{'object':'Product2','operation':'upsert','externalIdFieldName':'ERP_Item_Id__c'}";
    StringBuilder rows = new StringBuilder("ERP_Item_Id__c,Name\n");
    for (int item = 0; item < 14_000; item++) {
      rows.append("I-").append(item).append(",Part\n");
    }
    BulkJob.done(org, upsert, rows.toString());

    rows.append(" N-1 ,New\n").append("N".repeat(81)).append(",Long\n");
    BulkJob job = BulkJob.done(org, upsert, rows.toString());

    assertThat(job.results("failedResults"))
        .contains("STRING_TOO_LONG:Product2 ERP_Item_Id__c: data value too large: NNN");
    assertThat(org.first("SELECT Name FROM Product2 WHERE ERP_Item_Id__c = 'N-1'", "Name"))
        .isEqualTo("New");
    assertThat(job.json().path("numberRecordsFailed").asInt()).isEqualTo(1);
    assertThat(job.json().path("numberRecordsProcessed").asInt()).isEqualTo(14_002);
  }

  @Test
  void rows_fail_by_themselves_with_code_message_and_fields() {
    BulkJob job =
        BulkJob.done(
            org,
            INSERT,
            "Name,NumberOfEmployees,ERP_Customer_Id__c\n,3,\nGood,4,\nWrong,many,\nA,1,U1\nB,1,u1\n");
    assertThat(job.state()).isEqualTo("JobComplete");
    assertThat(job.json().path("numberRecordsFailed").asInt()).isEqualTo(3);
    assertThat(job.results("failedResults"))
        .contains(
            "\"\",\"REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --\",\"\",\"3\"")
        .contains(
            "\"INVALID_TYPE_ON_FIELD_IN_RECORD:NumberOfEmployees: value not of required type: many:"
                + "NumberOfEmployees --\"")
        .contains("DUPLICATE_VALUE:duplicate value found: ERP_Customer_Id__c duplicates value");
  }

  @Test
  void keys_that_are_missing_or_come_twice_in_a_transaction_fail() {
    BulkJob job = BulkJob.done(org, UPSERT, "ERP_Customer_Id__c,Name\nT,A\nt,B\n,C\n");
    assertThat(job.results("failedResults"))
        .contains("DUPLICATE_VALUE:Duplicate external id specified: T")
        .contains("DUPLICATE_VALUE:Duplicate external id specified: t")
        .contains("MISSING_ARGUMENT:ERP_Customer_Id__c not specified");
  }

  @Test
  void update_and_delete_go_by_id_and_deleted_records_wait_in_the_bin() {
    String id = org.create("Account", "{'Name':'A','Phone':'1'}");
    String update = "{'object':'Account','operation':'update'}";
    BulkJob.done(org, update, "Id,Phone\n" + id + ",2\n");
    assertThat(org.value("Account", id, "Phone")).isEqualTo("2");
    String delete = "{'object':'Account','operation':'delete'}";
    BulkJob job = BulkJob.done(org, delete, "Id\n" + id + "\n" + id + "\n");
    assertThat(job.results("failedResults")).contains("ENTITY_IS_DELETED:entity is deleted:--");
    assertThat(org.get("/sobjects/Account/" + id).status()).isEqualTo(404);
    assertThat(org.post("/sandbox/undelete/" + id, "").status()).isEqualTo(204);
  }

  @Test
  void hard_delete_needs_its_permission_and_leaves_nothing_in_the_bin() {
    String hard = "{'object':'Account','operation':'hardDelete'}";
    var refused = org.post("/jobs/ingest", hard);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.error()).isEqualTo("FEATURENOTENABLED");
    org.post("/sandbox/settings", "{'bulkHardDelete':true}");
    String id = org.create("Account", "{'Name':'A'}");
    BulkJob job = BulkJob.done(org, hard, "Id\n" + id + "\n");
    assertThat(job.json().path("numberRecordsFailed").asInt()).isZero();
    assertThat(org.post("/sandbox/undelete/" + id, "").status()).isEqualTo(400);
  }

  @Test
  void one_upload_per_job_and_states_go_one_way() {
    BulkJob job = BulkJob.open(org, INSERT);
    assertThat(org.get(job.path() + "/successfulResults").error()).isEqualTo("INVALIDJOBSTATE");
    assertThat(org.delete(job.path()).error()).isEqualTo("INVALIDJOBSTATE");
    job.upload("Name\nA\n");
    assertThat(job.upload("Name\nA\n").error()).isEqualTo("CLIENTINPUTERROR");
    job.set("UploadComplete");
    job.awaitEnd();
    assertThat(job.set("UploadComplete").error()).isEqualTo("INVALIDJOBSTATE");
    assertThat(job.set("Aborted").error()).isEqualTo("INVALIDJOBSTATE");
    assertThat(job.upload("Name\nA\n").error()).isEqualTo("INVALIDJOBSTATE");
    assertThat(org.delete(job.path()).status()).isEqualTo(204);
    assertThat(org.get(job.path()).status()).isEqualTo(404);
  }

  @Test
  void an_aborted_job_gives_all_its_rows_back() {
    org.post("/sandbox/settings", "{'bulkLatencyMilliseconds':600000}");
    BulkJob job = BulkJob.open(org, INSERT);
    job.upload("Name\nNever\n");
    job.set("UploadComplete");
    assertThat(job.state()).isEqualTo("UploadComplete");
    assertThat(job.set("Aborted").json().path("state").asText()).isEqualTo("Aborted");
    assertThat(job.results("unprocessedrecords")).contains("Never");
    assertThat(job.results("successfulResults")).isEqualTo("\"sf__Id\",\"sf__Created\",\"Name\"\n");
    assertThat(org.query("SELECT Id FROM Account WHERE Name = 'Never'").json().path("totalSize"))
        .hasToString("0");
  }

  @Test
  void jobs_are_listed() {
    BulkJob job = BulkJob.open(org, INSERT);
    var list = org.get("/jobs/ingest?jobType=V2Ingest").json();
    assertThat(list.path("done").booleanValue()).isTrue();
    assertThat(list.path("records").path(0).path("id").asText()).isEqualTo(job.id);
    assertThat(list.path("nextRecordsUrl").isNull()).isTrue();
    assertThat(org.get("/jobs/ingest?jobType=Classic").json().path("records")).isEmpty();
  }

  @Test
  void a_transaction_of_bulk_is_one_of_events_and_names_its_origin() {
    BulkJob.done(org, UPSERT, "ERP_Customer_Id__c,Name\nE1,A\nE2,B\n");
    var events = new PolledEvents(org, "/data/AccountChangeEvent", -2);
    var found = events.await(2);
    var first = found.get(0).at("/data/payload/ChangeEventHeader");
    var second = found.get(1).at("/data/payload/ChangeEventHeader");
    assertThat(first.path("changeOrigin").asText()).startsWith("com/salesforce/api/bulkapi/62.0");
    assertThat(first.path("transactionKey")).isEqualTo(second.path("transactionKey"));
    assertThat(second.path("sequenceNumber").asInt()).isEqualTo(2);
  }

  @Test
  void row_locks_and_failing_jobs_are_shown_on_demand() {
    org.post("/sandbox/faults", "{'fault':'row-lock','object':'Account','operation':'bulk-row'}");
    BulkJob locked = BulkJob.done(org, INSERT, "Name\nA\nB\n");
    assertThat(locked.results("failedResults")).contains("UNABLE_TO_LOCK_ROW").contains("\"A\"");
    assertThat(locked.results("successfulResults")).contains("\"B\"");
    org.post("/sandbox/faults", "{'fault':'bulk-fail'}");
    BulkJob failed = BulkJob.done(org, INSERT, "Name\nA\n");
    assertThat(failed.state()).isEqualTo("Failed");
    assertThat(failed.results("unprocessedrecords")).contains("A");
  }
}
