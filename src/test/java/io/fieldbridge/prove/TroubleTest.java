package io.fieldbridge.prove;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fieldbridge.demo.DemoPorts;
import io.fieldbridge.demo.Sandboxes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Whatever a proof may do to the sandboxes is a fault that they know, on the objects it names. */
class TroubleTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static Sandboxes sandboxes;

  @BeforeAll
  static void start() {
    sandboxes = Sandboxes.start(new DemoPorts(0, 0, 0, 0));
  }

  @AfterAll
  static void stop() {
    sandboxes.close();
  }

  @ParameterizedTest
  @FieldSource("io.fieldbridge.prove.Trouble#OF_SALESFORCE")
  void salesforce_knows_it(String trouble) throws Exception {
    arm(sandboxes.systems().salesforce(), trouble);
  }

  @ParameterizedTest
  @FieldSource("io.fieldbridge.prove.Trouble#OF_BUSINESS_CENTRAL")
  void business_central_knows_it(String trouble) throws Exception {
    arm(sandboxes.systems().businessCentralAdmin(), trouble);
  }

  private static void arm(URI system, String trouble) throws IOException, InterruptedException {
    String body = JSON.writeValueAsString(Trouble.fault(trouble));
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(system.resolve("/sandbox/faults"))
                    .POST(BodyPublishers.ofString(body))
                    .build(),
                BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }
}
