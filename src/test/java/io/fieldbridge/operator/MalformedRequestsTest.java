package io.fieldbridge.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.Spoiled;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests of any shape to the control port: answered, and never with our own failure (Z20). */
class MalformedRequestsTest {

  private static final List<String> PATHS =
      List.of(
          "status",
          "parked",
          "messages/1",
          "messages/1/retry",
          "messages/1/discard",
          "messages/1/resolve",
          "timeline?record=001000000000001AAA",
          "match/account-customer",
          "approve/account-customer",
          "pause/account-customer",
          "resume/account-customer",
          "retry");

  private static final String BODY =
      "{'reason':'test','done':'S-1','notDone':false,'create':true,'flow':'account-customer'}";

  @Test
  void a_request_with_any_mistake_is_answered_or_refused(@TempDir Path home) throws IOException {
    Random chance = Spoiled.chance();
    try (TestDesk desk = new TestDesk(home);
        ControlPort port = new ControlPort(desk)) {
      for (int i = 0; i < Spoiled.tries() * 10; i++) {
        String path = Spoiled.text(PATHS.get(chance.nextInt(PATHS.size())), chance);
        String method = chance.nextBoolean() ? "GET" : "POST";
        String request =
            request(method + " /control/" + path.strip(), port, Spoiled.json(BODY, chance));

        assertThat(answer(port, request))
            .as(request.length() > 600 ? request.substring(0, 600) : request)
            .doesNotContain(" 500 ");
      }
      assertThat(answer(port, request("GET /control/status", port, ""))).contains(" 200 ");
    }
  }

  private static String request(String line, ControlPort port, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return line
        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: "
        + port.token.header()
        + "\r\nContent-Length: "
        + bytes.length
        + "\r\n\r\n"
        + body;
  }

  /** The status line; nothing where the server has closed the line. */
  private static String answer(ControlPort port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port.number);
        OutputStream out = socket.getOutputStream();
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      socket.setSoTimeout(30_000);
      out.write(request.getBytes(StandardCharsets.UTF_8));
      out.flush();
      return String.valueOf(in.readLine());
    } catch (java.net.SocketException closed) {
      return "closed";
    }
  }
}
