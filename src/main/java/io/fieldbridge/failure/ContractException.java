package io.fieldbridge.failure;

/**
 * The contract or configuration is wrong, not the record. Park it: an integrator has to repair it.
 */
public final class ContractException extends SyncException {

  private static final long serialVersionUID = 1L;

  public ContractException(Reason reason) {
    this(reason, null);
  }

  public ContractException(Reason reason, Throwable cause) {
    super(reason, cause);
  }
}
