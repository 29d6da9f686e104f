package io.fieldbridge.sandbox.salesforce.events;

import java.util.Set;

/** What a subscriber may see of the events on a channel. */
public interface EventViewer {

  /** Sees everything. */
  EventViewer ALL =
      new EventViewer() {
        @Override
        public boolean sees(String entity) {
          return true;
        }

        @Override
        public Set<String> hiddenFields(String entity) {
          return Set.of();
        }
      };

  /** Whether the changes of an object come at all. */
  boolean sees(String entity);

  /** The fields of an object, by their flat names, that are left out of its events. */
  Set<String> hiddenFields(String entity);
}
