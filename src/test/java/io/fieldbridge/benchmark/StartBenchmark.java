package io.fieldbridge.benchmark;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Start to health of {@code ./fieldbridge run} with an empty state beside a bare Camel with the
 * same libraries, in turn. The sandboxes have to run ({@code ./fieldbridge sandbox}), and the
 * environment has to lead to them.
 */
final class StartBenchmark {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final int BARE_PORT = 18099;
  private static final int DAEMON_PORT = 18098;
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(3);

  private StartBenchmark() {}

  /** One start: until health answered, and what it cost of all processors. */
  private record Start(Duration wall, Duration cpu) {}

  /**
   * @param arguments how many rounds (6)
   */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length == 0 ? 6 : Integer.parseInt(arguments[0]);
    double[] wall = new double[rounds];
    double[] cpu = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      Start bare = start(bare(), Map.of(), BARE_PORT);
      Start daemon = daemon();
      wall[round] = ratio(daemon.wall, bare.wall);
      cpu[round] = ratio(daemon.cpu, bare.cpu);
      System.out.printf(
          "bare %d ms (CPU %d), daemon %d ms (CPU %d), ratio %.2f (CPU %.2f)%n",
          bare.wall.toMillis(),
          bare.cpu.toMillis(),
          daemon.wall.toMillis(),
          daemon.cpu.toMillis(),
          wall[round],
          cpu[round]);
    }
    System.out.printf("median ratio %.2f (CPU %.2f)%n", median(wall), median(cpu));
  }

  private static double ratio(Duration daemon, Duration bare) {
    return (double) daemon.toMillis() / bare.toMillis();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static List<String> bare() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Dlogback.configurationFile=conf/logback.xml",
        "-cp",
        "target/test-classes:target/lib/*",
        BareCamel.class.getName(),
        Integer.toString(BARE_PORT));
  }

  private static Start daemon() throws IOException, InterruptedException {
    Path home = Files.createTempDirectory("fieldbridge-start");
    for (String shipped : List.of("routes", "mappings", "conf")) {
      Files.createSymbolicLink(home.resolve(shipped), Path.of(shipped).toAbsolutePath());
    }
    Map<String, String> environment = new HashMap<>();
    environment.put("FIELDBRIDGE_HOME", home.toString());
    environment.put("FIELDBRIDGE_HTTP_PORT", Integer.toString(DAEMON_PORT));
    return start(List.of("./fieldbridge", "run"), environment, DAEMON_PORT);
  }

  private static Start start(List<String> command, Map<String, String> environment, int port)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    long began = System.nanoTime();
    Process process = builder.start();
    try {
      awaitHealth(process, port, began + PATIENCE);
      Duration wall = Duration.ofNanos(System.nanoTime() - began);
      return new Start(wall, process.info().totalCpuDuration().orElse(Duration.ZERO));
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static void awaitHealth(Process process, int port, long until)
      throws IOException, InterruptedException {
    while (!isHealthy(port)) {
      if (!process.isAlive() || System.nanoTime() > until) {
        throw new IllegalStateException("Port " + port + " shows no health");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private static boolean isHealthy(int port) throws IOException, InterruptedException {
    URI health = URI.create("http://127.0.0.1:" + port + "/observe/health");
    try {
      HttpResponse<Void> answer =
          CLIENT.send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding());
      return answer.statusCode() == 200;
    } catch (ConnectException notYet) {
      return false;
    }
  }
}
