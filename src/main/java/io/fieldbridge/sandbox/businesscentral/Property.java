package io.fieldbridge.sandbox.businesscentral;

import java.util.List;
import java.util.Optional;

/**
 * One property of an entity. {@code length} is 0 where unbounded; {@code members} are the encoded
 * names of an enum; {@code reference} is null where the property refers to nothing.
 */
record Property(
    String name,
    Kind kind,
    int length,
    List<String> members,
    boolean readOnly,
    Reference reference) {

  /** The set whose row is meant, and the code property that goes with a GUID property, or null. */
  record Reference(String set, String pairedCode) {}

  Object empty() {
    return kind == Kind.MEMBER ? members.get(0) : kind.empty();
  }

  /** The member meant by a name, encoded or as people write it. */
  Optional<String> member(String given) {
    return members.stream()
        .filter(
            member -> member.equalsIgnoreCase(given) || MemberName.decoded(member).equals(given))
        .findFirst();
  }
}
