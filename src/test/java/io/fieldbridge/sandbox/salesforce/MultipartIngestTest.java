package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An ingest job of Bulk API 2.0 that comes with its data in one form. */
class MultipartIngestTest extends OrgTestCase {

  private static final String JOB = "{\"object\":\"Account\",\"operation\":\"insert\"}";

  @Test
  void the_job_is_closed_and_its_rows_are_worked_off() {
    var job = form(part("job", JOB) + part("content", "Name\nOne Form Ä\n"));

    assertThat(job.status()).isEqualTo(200);
    assertThat(job.json().path("state").asText()).isEqualTo("UploadComplete");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> !org.first("SELECT Id FROM Account WHERE Name = 'One Form Ä'", "Id").isEmpty());
  }

  @Test
  void a_form_without_its_data_or_with_a_wrong_job_is_refused() {
    assertThat(form(part("job", JOB)).error()).isEqualTo("INVALIDJOB");
    assertThat(form(part("job", "{}") + part("content", "Name\n")).status()).isEqualTo(400);
    assertThat(org.get("/jobs/ingest").json().path("records")).isEmpty();
  }

  private static String part(String name, String body) {
    return "--b-1\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(name, body);
  }

  private static RunningOrg.Answer form(String parts) {
    return org.send(
        org.request(RunningOrg.BASE + "/jobs/ingest", "POST", parts + "--b-1--\r\n")
            .header("Authorization", "Bearer " + org.token())
            .header("Content-Type", "multipart/form-data; boundary=b-1"));
  }
}
