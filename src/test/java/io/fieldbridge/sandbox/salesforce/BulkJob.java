package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** A job of Bulk API 2.0 as a client sees it over the wire. */
final class BulkJob {

  private final RunningOrg org;
  final String id;

  private BulkJob(RunningOrg org, String id) {
    this.org = org;
    this.id = id;
  }

  /** Opens a job; JSON with single quotes. */
  static BulkJob open(RunningOrg org, String json) {
    var answer = org.post("/jobs/ingest", json);
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    return new BulkJob(org, answer.json().path("id").asText());
  }

  /** Opens a job, uploads, closes and waits for its end. */
  static BulkJob done(RunningOrg org, String json, String csv) {
    BulkJob job = open(org, json);
    assertThat(job.upload(csv).status()).isEqualTo(201);
    assertThat(job.set("UploadComplete").status()).isEqualTo(200);
    job.awaitEnd();
    return job;
  }

  RunningOrg.Answer upload(String csv) {
    return org.send(
        org.request(path() + "/batches", "PUT", csv)
            .header("Authorization", "Bearer " + org.token())
            .header("Content-Type", "text/csv; charset=UTF-8"));
  }

  RunningOrg.Answer set(String state) {
    return org.patch(path(), "{'state':'" + state + "'}");
  }

  JsonNode json() {
    return org.get(path()).json();
  }

  String state() {
    return json().path("state").asText();
  }

  JsonNode awaitEnd() {
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(30))
        .until(() -> state().matches("JobComplete|Failed|Aborted"));
    return json();
  }

  String results(String kind) {
    var answer = org.get(path() + "/" + kind);
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    assertThat(answer.http().headers().firstValue("Content-Type")).contains("text/csv");
    return answer.http().body();
  }

  String path() {
    return RunningOrg.BASE + "/jobs/ingest/" + id;
  }
}
