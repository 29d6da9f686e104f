package io.fieldbridge.failure;

/**
 * The other system cannot be reached or cannot work. Messages wait and nothing is parked, unless it
 * follows one record only ({@link #mayFollowRecord()}): then five tries, and park.
 */
public final class SystemUnavailableException extends SyncException {

  private static final long serialVersionUID = 1L;

  private final boolean mayFollowRecord;

  /** The system could not be reached at all; a request, if any, did not take effect. */
  public SystemUnavailableException(Reason reason, Throwable cause) {
    this(reason, false, cause);
  }

  /**
   * @param mayFollowRecord true for an answer such as 500, which one record alone may provoke
   */
  public SystemUnavailableException(Reason reason, boolean mayFollowRecord, Throwable cause) {
    super(reason, cause);
    this.mayFollowRecord = mayFollowRecord;
  }

  public boolean mayFollowRecord() {
    return mayFollowRecord;
  }
}
