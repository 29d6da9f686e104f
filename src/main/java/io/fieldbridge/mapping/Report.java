package io.fieldbridge.mapping;

/**
 * Where people of the CRM read how a record fares; an empty name where they do not.
 *
 * @param status field for one of {@code Pending ERP}, {@code Accepted by ERP}, {@code Rejected by
 *     ERP}, {@code Retry Required}
 * @param reason field for the reason in words
 * @param number field for the ERP's number
 * @param at field for the time of the last sync
 * @param line where the contract says so
 */
public record Report(String status, String reason, String number, String at, int line) {}
