package io.fieldbridge.sandbox.salesforce.events;

import java.util.function.Predicate;

/**
 * What a client can subscribe to.
 *
 * @param entity the one object that it carries; null for a channel of several
 * @param schemaId the present schema of a channel of one object; empty for the others
 * @param publishable whether clients can publish to it
 */
record Topic(
    String name, Predicate<String> carries, String entity, String schemaId, boolean publishable) {}
