package io.fieldbridge.benchmark;

import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;

/** An account's new phone, as an event tells it. */
record PhoneChange(String account, String phone) {

  /** One for each record of the event; none where the event tells no phone. */
  static Stream<PhoneChange> in(GenericRecord event) {
    Object phone = event.get("Phone");
    if (phone == null) {
      return Stream.empty();
    }
    GenericRecord header = (GenericRecord) event.get("ChangeEventHeader");
    return ((List<?>) header.get("recordIds"))
        .stream().map(id -> new PhoneChange(id.toString(), phone.toString()));
  }
}
