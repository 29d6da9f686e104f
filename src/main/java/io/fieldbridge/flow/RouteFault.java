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

  private static final Pattern LINE = Pattern.compile("line (\\d+)|@(\\d+):\\d+|:(\\d+):\\d+");
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
          "the endpoint has no option " + options.group(1),
          "Correct the option's name; docs/routes.md lists those of sync: and inbox:");
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
      return new RouteFault(
          0,
          "there is no bean '" + bean.group(1) + "'",
          "Declare camel.beans." + bean.group(1) + " in conf/application.properties");
    }
    return new RouteFault(line(all), oneLine(root), "Correct the route");
  }

  private static int line(String text) {
    Matcher matcher = LINE.matcher(text);
    if (!matcher.find()) {
      return 0;
    }
    for (int group = 1; group <= matcher.groupCount(); group++) {
      if (matcher.group(group) != null) {
        return Integer.parseInt(matcher.group(group));
      }
    }
    return 0;
  }

  private static String oneLine(String text) {
    String flat = text.replaceAll("\\s+", " ");
    return flat.length() > 400 ? flat.substring(0, 400) + "..." : flat;
  }

  Problem at(String file, int lineOfNode) {
    return new Problem(file, Math.max(line > 0 ? line : lineOfNode, 0), what, advice);
  }
}
