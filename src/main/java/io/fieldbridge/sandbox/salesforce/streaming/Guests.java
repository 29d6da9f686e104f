package io.fieldbridge.sandbox.salesforce.streaming;

import io.fieldbridge.sandbox.salesforce.events.EventViewer;

/** How the Streaming API asks the org about the sessions of its clients. */
public interface Guests {

  /** Whether a session is open; asking keeps it open. */
  boolean open(String token);

  /** What the user of a session may see of events. */
  EventViewer viewer(String token);
}
