package io.fieldbridge.sandbox.salesforce;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order in which a composite call runs where its parts are collated: neighbours with the same
 * method and object form a group, inside which the vendor promises none. Here it is the reverse.
 */
final class Collation {

  private static final Pattern OBJECT = Pattern.compile(".*/sobjects/(\\w+)[^?]*");
  private static final Pattern REFERENCE = Pattern.compile("@\\{(\\w+)");

  private Collation() {}

  static List<Subrequest> reversed(List<Subrequest> subrequests) {
    List<Subrequest> order = new ArrayList<>();
    List<Subrequest> group = new ArrayList<>();
    for (Subrequest next : subrequests) {
      if (!group.isEmpty() && !joins(group, next)) {
        flush(group, order);
      }
      group.add(next);
    }
    flush(group, order);
    return order;
  }

  private static void flush(List<Subrequest> group, List<Subrequest> order) {
    Collections.reverse(group);
    order.addAll(group);
    group.clear();
  }

  private static boolean joins(List<Subrequest> group, Subrequest next) {
    Subrequest first = group.get(0);
    Set<String> ids = new HashSet<>();
    group.forEach(one -> ids.add(one.referenceId()));
    return first.headers().isEmpty()
        && next.headers().isEmpty()
        && first.method().equals(next.method())
        && !object(next).isEmpty()
        && object(first).equals(object(next))
        && Collections.disjoint(ids, references(next));
  }

  /** Empty where the call is of no single record. */
  private static String object(Subrequest subrequest) {
    Matcher matcher = OBJECT.matcher(subrequest.url());
    return matcher.matches() ? matcher.group(1) : "";
  }

  private static Set<String> references(Subrequest subrequest) {
    Set<String> references = new HashSet<>();
    Matcher matcher = REFERENCE.matcher(subrequest.url() + " " + subrequest.body());
    while (matcher.find()) {
      references.add(matcher.group(1));
    }
    return references;
  }
}
