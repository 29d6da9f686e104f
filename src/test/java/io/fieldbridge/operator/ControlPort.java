package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.apache.camel.main.Main;

/** The control port of a desk, served by Camel on a free port. */
final class ControlPort implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();

  final int number;
  final ControlToken token;
  private final Main main = new Main();
  private final HttpClient http = HttpClient.newHttpClient();

  ControlPort(TestDesk desk) throws IOException {
    number = free();
    token = ControlToken.create(desk.desk.house().home());
    Properties properties = new Properties();
    properties.setProperty("camel.server.enabled", "true");
    properties.setProperty("camel.server.host", "127.0.0.1");
    properties.setProperty("camel.server.port", Integer.toString(number));
    properties.setProperty("camel.management.enabled", "true");
    properties.setProperty("camel.management.port", Integer.toString(number));
    properties.setProperty("camel.management.healthCheckEnabled", "true");
    properties.setProperty("camel.health.exposureLevel", "full");
    main.setInitialProperties(properties);
    main.setDefaultPropertyPlaceholderLocation("false");
    main.configure().addRoutesBuilder(new ControlRoutes(desk.desk, token));
    main.bind("daemonHealth", new DaemonHealth(desk.desk));
    main.start();
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri("/control/" + path)).header("Authorization", token.header());
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + number + path);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** A request as a browser sends it that was led here under another name; the status line. */
  String statusLineFor(String host) throws IOException {
    String request =
        "GET /control/status HTTP/1.1\r\nHost: "
            + host
            + "\r\nAuthorization: "
            + token.header()
            + "\r\nConnection: close\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), number);
        OutputStream out = socket.getOutputStream();
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return in.readLine();
    }
  }

  @Override
  public void close() {
    main.stop();
  }
}
