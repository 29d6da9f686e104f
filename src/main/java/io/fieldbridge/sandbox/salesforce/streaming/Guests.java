package io.fieldbridge.sandbox.salesforce.streaming;

/** How the Streaming API asks the org about the sessions of its clients. */
public interface Guests {

  /** Whether a session is open; asking keeps it open. */
  boolean open(String token);

  /** Whether the user of a session may see the changes of an object. */
  boolean sees(String token, String object);
}
