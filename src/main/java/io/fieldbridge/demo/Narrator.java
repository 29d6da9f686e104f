package io.fieldbridge.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Prints the story: what was done, what was asked, what was found. Colours only when told so. */
final class Narrator {

  private static final String BOLD = "1";
  private static final String CYAN = "36";
  private static final String GREEN = "32";
  private static final String RED = "31";
  private static final String FAINT = "90";

  private final PrintStream out;
  private final boolean colours;

  Narrator(PrintStream out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  void step(String number, String title) {
    out.println();
    out.println(paint(BOLD, number + "  " + title));
  }

  void did(String text) {
    line(CYAN, "did", text);
  }

  void asked(String text) {
    line(FAINT, "asked", text);
  }

  void found(String text) {
    line(GREEN, "found", text);
  }

  void seen(Duration took) {
    line(GREEN, "ok", "seen after " + seconds(took));
  }

  void failed(String text) {
    line(RED, "failed", text);
  }

  void plain(String text) {
    out.println(text);
  }

  static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
  }

  private void line(String colour, String word, String text) {
    String head = String.format("   %-7s", word);
    out.println(paint(colour, head) + text.replace("\n", "\n" + " ".repeat(head.length())));
  }

  private String paint(String colour, String text) {
    return colours ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
  }
}
