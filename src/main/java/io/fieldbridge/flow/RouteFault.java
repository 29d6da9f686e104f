package io.fieldbridge.flow;

import io.fieldbridge.mapping.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Camel says of a wrong route, in words for the person who edits the file.
 *
 * @param line counted from 1; 0 where Camel does not tell it
 */
record RouteFault(int line, String what, String advice) {

  private static final Pattern LINE = Pattern.compile("line (\\d+)|@(\\d+):\\d+");
  private static final Pattern PLACE =
      Pattern.compile("\\s*(?:in )?file:\\S+, line \\d+, column \\d+:?|\\(position: .*\\)|\\s\\^");
  private static final Pattern STEP =
      Pattern.compile("Unknown node id: (\\S+)|Unexpected element '(?:\\{[^}]*\\})?([^']+)'");
  private static final Pattern SETTING = Pattern.compile("Property with key \\[([^\\]]+)\\]");
  private static final Pattern OPTIONS = Pattern.compile("Unknown parameters=\\[\\{?([^}\\]]*)");
  private static final Pattern COMPONENT =
      Pattern.compile("(?:could be found for: |No component found with scheme: )([\\w+.-]+)");
  private static final Pattern BEAN =
      Pattern.compile("No bean could be found in the registry (?:for|with name): '?([^\\s'\"]+)");

  static RouteFault of(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    StringBuilder all = new StringBuilder();
    for (Throwable one = failure; one != null; one = one.getCause()) {
      all.append(one.getMessage()).append('\n');
    }
    return known(all.toString(), String.valueOf(root.getMessage()).strip());
  }

  private static RouteFault known(String all, String root) {
    Matcher setting = SETTING.matcher(all);
    if (setting.find()) {
      return new RouteFault(
          0,
          "the setting {{" + setting.group(1) + "}} does not exist",
          "Set " + setting.group(1) + " in conf/application.properties, or give it a default");
    }
    Matcher options = OPTIONS.matcher(all);
    if (options.find()) {
      return new RouteFault(
          0,
          "the endpoint has no option "
              + options.group(1).replaceAll("=[^,]*(, )?", " ").strip().replace(" ", ", "),
          "Correct the option's name; docs/routes.md lists those of sync: and inbox:");
    }
    Matcher step = STEP.matcher(all);
    if (step.find()) {
      String name = step.group(1) == null ? step.group(2) : step.group(1);
      return new RouteFault(
          line(all),
          "there is no step '" + name + "'",
          "Correct the step's name or its indentation");
    }
    Matcher component = COMPONENT.matcher(all);
    if (component.find()) {
      return new RouteFault(
          0,
          "there is no component '" + component.group(1) + "'",
          "Correct the word before the colon, or put that component's jar into lib/");
    }
    Matcher bean = BEAN.matcher(all);
    if (bean.find()) {
      return noBean(bean.group(1));
    }
    return new RouteFault(line(all), oneLine(root), "Correct the route");
  }

  static RouteFault noBean(String name) {
    return new RouteFault(
        0,
        "there is no bean '" + name + "'",
        "Declare camel.beans." + name + " in conf/application.properties");
  }

  /** The last one named: there the trouble is, where Camel also says what began before it. */
  private static int line(String text) {
    Matcher matcher = LINE.matcher(text);
    int line = 0;
    while (matcher.find()) {
      line = Integer.parseInt(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return line;
  }

  private static String oneLine(String text) {
    String flat = PLACE.matcher(text.replaceAll("\\s+", " ")).replaceAll("").strip();
    return flat.length() > 400 ? flat.substring(0, 400) + "..." : flat;
  }

  Problem at(String file, int lineOfNode) {
    return new Problem(file, Math.max(line > 0 ? line : lineOfNode, 0), what, advice);
  }
}
