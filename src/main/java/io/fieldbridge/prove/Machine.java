package io.fieldbridge.prove;

import java.lang.management.ManagementFactory;

/** What the figures of a campaign depend on. */
final class Machine {

  private Machine() {}

  /** Cores, memory in GB where the Java machine tells, Java and operating system. */
  static String words() {
    return "%d cores, %sJava %s, %s %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            memory(),
            Runtime.version(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
  }

  private static String memory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? (system.getTotalMemorySize() >> 30) + " GB, "
        : "";
  }
}
