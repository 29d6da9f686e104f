package io.fieldbridge.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/** The command line's end of the control port. Thread-safe. */
public final class ControlClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Path home;
  private final int port;

  public ControlClient(Path home, int port) {
    this.home = home;
    this.port = port;
  }

  /**
   * @throws CommandFailedException when no daemon answers or the daemon refuses, with its own words
   */
  public JsonNode get(String path) {
    return send("GET", path, JsonNodeFactory.instance.objectNode());
  }

  /** As {@link #get}. */
  public JsonNode post(String path, ObjectNode body) {
    return send("POST", path, body);
  }

  private JsonNode send(String method, String path, ObjectNode body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/control/" + path))
              .timeout(Duration.ofMinutes(10))
              .header("Authorization", ControlToken.read(home).header())
              .header("Content-Type", "application/json")
              .method(method, HttpRequest.BodyPublishers.ofString(body.toString()))
              .build();
      return answer(http.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (NoSuchFileException e) {
      throw new CommandFailedException(
          "No daemon has run in "
              + home
              + ". Start one with ./fieldbridge run, or name its folder with --home.");
    } catch (AccessDeniedException e) {
      throw new CommandFailedException(
          "The token in "
              + ControlToken.file(home)
              + " may be read by its owner only. Run this as the user who started the daemon.");
    } catch (JsonProcessingException e) {
      throw new CommandFailedException(
          "What answers on port " + port + " is no FieldBridge. Name the daemon's with --port.");
    } catch (ConnectException e) {
      throw new CommandFailedException(
          "No daemon answers on port "
              + port
              + ". Start one with ./fieldbridge run, or name its port with --port.");
    } catch (IOException e) {
      throw new CommandFailedException(
          "The daemon on port " + port + " did not answer: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("Interrupted while the daemon was working");
    }
  }

  private JsonNode answer(HttpResponse<String> response) throws IOException {
    JsonNode answer = JSON.readTree(response.body());
    if (response.statusCode() == 200) {
      return answer;
    }
    throw new CommandFailedException(
        answer.path("error").asText("The daemon answered " + response.statusCode()));
  }
}
