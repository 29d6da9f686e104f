package io.fieldbridge.sandbox.businesscentral;

/** The two directions of trade, and how documents name the other party in each. */
enum Trade {
  SALE("customers", "customer", "billTo", "Customer", "Sales"),
  PURCHASE("vendors", "vendor", "payTo", "Vendor", "Purchase");

  private final String parties;
  private final String party;
  private final String payer;
  private final String table;
  private final String word;

  Trade(String parties, String party, String payer, String table, String word) {
    this.parties = parties;
    this.party = party;
    this.payer = payer;
    this.table = table;
    this.word = word;
  }

  /** The set of the other party. */
  String parties() {
    return parties;
  }

  String partyId() {
    return party + "Id";
  }

  String partyNumber() {
    return party + "Number";
  }

  String partyName() {
    return party + "Name";
  }

  String payerId() {
    return payer + table + "Id";
  }

  String payerNumber() {
    return payer + table + "Number";
  }

  /** What the names of the payer's address begin with. */
  String payer() {
    return payer;
  }

  /** What the names of the party's own address begin with. */
  String own() {
    return this == SALE ? "sellTo" : "buyFrom";
  }

  String invoices() {
    return this == SALE ? "salesInvoices" : "purchaseInvoices";
  }

  String creditMemos() {
    return this == SALE ? "salesCreditMemos" : "purchaseCreditMemos";
  }

  /** The caption of the party's table. */
  String table() {
    return table;
  }

  /** The caption of a table of this trade, such as {@code Sales Header}. */
  String caption(String what) {
    return word + " " + what;
  }
}
