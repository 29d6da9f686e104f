package io.fieldbridge.sandbox.salesforce.events;

import java.util.function.Predicate;

/**
 * What a client can subscribe to.
 *
 * @param schemaId the present schema of a channel of one object; empty for the others
 */
record Topic(String name, Predicate<String> carries, String schemaId) {}
