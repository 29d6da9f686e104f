package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of CSV uploads: what a cell means, and what fails a whole job. */
class BulkCsvTest {

  private static final String INSERT = "{'object':'Account','operation':'insert'}";
  private static final String UPDATE = "{'object':'Account','operation':'update'}";

  private static RunningOrg org;

  @BeforeAll
  static void start() {
    org = new RunningOrg();
    org.post("/sandbox/settings", "{'bulkLatencyMilliseconds':0}");
  }

  @AfterAll
  static void stop() {
    org.close();
  }

  @Test
  void an_empty_cell_leaves_a_field_and_the_null_word_clears_it() {
    String id = org.create("Account", "{'Name':'A','Phone':'1','Fax':'2'}");
    BulkJob.done(org, UPDATE, "Id,Phone,Fax\n" + id + ",,#N/A\n");
    assertThat(org.value("Account", id, "Phone")).isEqualTo("1");
    assertThat(org.get("/sobjects/Account/" + id).json().path("Fax").isNull()).isTrue();
  }

  @Test
  void quotes_delimiters_and_line_breaks_stand_inside_quotes() {
    String name = "Say \"\"yes\"\", please";
    BulkJob.done(org, INSERT, "Name,Description\n\"" + name + "\",\"one\ntwo\"\n");
    String found =
        org.first(
            "SELECT Description FROM Account WHERE Name = 'Say \"yes\", please'", "Description");
    assertThat(found).isEqualTo("one\ntwo");
  }

  @Test
  void every_delimiter_and_both_line_endings_work_in_both_directions() {
    String[][] dialects = {{"TAB", "\t"}, {"PIPE", "|"}, {"SEMICOLON", ";"}, {"CARET", "^"}};
    for (String[] dialect : dialects) {
      BulkJob job =
          BulkJob.done(
              org,
              INSERT.replace("}", ",'columnDelimiter':'" + dialect[0] + "','lineEnding':'CRLF'}"),
              "Name,Fax\r\nA,1\r\n".replace(",", dialect[1]));
      assertThat(job.results("successfulResults"))
          .startsWith("\"sf__Id\"" + dialect[1] + "\"sf__Created\"")
          .endsWith("\"1\"\r\n");
    }
  }

  @Test
  void numbers_booleans_and_times_are_read_from_text() {
    String id = org.create("Product2", "{'Name':'P'}");
    BulkJob.done(org, UPDATE.replace("Account", "Product2"), "Id,IsActive\n" + id + ",1\n");
    assertThat(org.value("Product2", id, "IsActive")).isEqualTo("true");
    BulkJob.done(
        org,
        INSERT,
        "Name,NumberOfEmployees,ERP_Credit_Limit__c,ERP_Last_Sync_At__c\n"
            + "Typed,7,12.50,2026-01-31T12:00:00.000Z\n");
    var row =
        org.query(
                "SELECT NumberOfEmployees, ERP_Credit_Limit__c, ERP_Last_Sync_At__c FROM Account"
                    + " WHERE Name = 'Typed'")
            .json()
            .path("records")
            .path(0);
    assertThat(row.path("NumberOfEmployees").asInt()).isEqualTo(7);
    assertThat(row.path("ERP_Credit_Limit__c").asText()).isEqualTo("12.5");
    assertThat(row.path("ERP_Last_Sync_At__c").asText()).isEqualTo("2026-01-31T12:00:00.000+0000");
  }

  @Test
  void a_parent_is_named_by_its_external_id() {
    String parent = org.create("Account", "{'Name':'P','ERP_Customer_Id__c':'PARENT'}");
    BulkJob job =
        BulkJob.done(
            org,
            "{'object':'Contact','operation':'insert'}",
            "LastName,Account.ERP_Customer_Id__c\nChild,parent\nOrphan,nobody\n");
    assertThat(org.first("SELECT AccountId FROM Contact WHERE LastName = 'Child'", "AccountId"))
        .isEqualTo(parent);
    assertThat(job.results("failedResults"))
        .contains("INVALID_FIELD:Foreign key external ID: nobody not found");
  }

  @Test
  void a_column_that_is_no_field_fails_the_job() {
    failed(INSERT, "Name,Nonsense\nA,1\n", "InvalidBatch : Field name not found : Nonsense");
    failed(INSERT, "Name;Fax\nA;1\n", "InvalidBatch : Field name not found : Name;Fax");
    failed(INSERT, "\uFEFFName\nA\n", "InvalidBatch : Field name not found : \uFEFFName");
    failed(UPDATE, "Name\nA\n", "InvalidBatch : Field name not found : Id");
    failed(
        "{'object':'Account','operation':'delete'}",
        "Id,Name\n1,A\n",
        "InvalidBatch : The 'delete' batch must contain only ids");
  }

  @Test
  void a_wrong_line_ending_a_ragged_row_and_an_open_quote_fail_the_job() {
    failed(INSERT, "Name\r\nA\r\n", "LineEnding is invalid on user data. Current LineEnding");
    failed(INSERT, "Name,Fax\nA\n", "InvalidBatch : Row 1 has 1 columns, the header has 2");
    failed(INSERT, "Name\n\"A\n", "InvalidBatch : Failed to parse CSV");
    failed(INSERT, "", "InvalidBatch : Failed to parse CSV header");
  }

  @Test
  void a_job_that_cannot_be_is_refused_when_it_is_opened() {
    refused("{'object':'None','operation':'insert'}", "INVALIDENTITY");
    refused("{'object':'Account','operation':'merge'}", "INVALIDJOB");
    refused("{'object':'Account','operation':'upsert'}", "INVALIDJOB");
    refused(
        "{'object':'Account','operation':'upsert','externalIdFieldName':'Phone'}", "INVALIDJOB");
    refused(
        "{'object':'Account','operation':'insert','contentType':'XML'}", "UNSUPPORTEDCONTENTTYPE");
    refused("{'object':'Account','operation':'insert','columnDelimiter':'DOT'}", "INVALIDJOB");
    refused("{'object':'Account','operation':'insert','more':1}", "JSON_PARSER_ERROR");
  }

  @Test
  void an_upload_that_is_too_large_is_refused() {
    org.post("/sandbox/settings", "{'bulkUploadBytesMax':40}");
    BulkJob job = BulkJob.open(org, INSERT);
    assertThat(job.upload("Name\n1234567890123456789012345\n").error()).isEqualTo("EXCEEDEDQUOTA");
    assertThat(job.upload("Name\nA\n").status()).isEqualTo(201);
    org.post("/sandbox/settings", "{'bulkUploadBytesMax':157286400}");
  }

  @Test
  void batches_beyond_the_days_quota_fail_the_job() {
    org.post("/sandbox/settings", "{'dailyBulkBatches':0}");
    failed(INSERT, "Name\nA\n", "ExceededQuota");
    org.post("/sandbox/settings", "{'dailyBulkBatches':15000}");
  }

  private static void failed(String job, String csv, String message) {
    BulkJob done = BulkJob.done(org, job, csv);
    assertThat(done.json().path("errorMessage").asText()).contains(message);
    assertThat(done.state()).isEqualTo("Failed");
  }

  private static void refused(String job, String code) {
    var answer = org.post("/jobs/ingest", job);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo(code);
  }
}
