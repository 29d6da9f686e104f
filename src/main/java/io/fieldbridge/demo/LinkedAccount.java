package io.fieldbridge.demo;

/** The account of the story and the customer that it became. */
record LinkedAccount(String accountId, String name, String customerId, String customerNumber) {}
