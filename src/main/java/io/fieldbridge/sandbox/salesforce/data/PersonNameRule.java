package io.fieldbridge.sandbox.salesforce.data;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts the name of a person together. */
final class PersonNameRule implements Rule {

  @Override
  public void before(Save save) {
    save.set(
        "Name",
        Stream.of(save.text("FirstName"), save.text("LastName"))
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" ")));
  }
}
