package io.fieldbridge.sandbox.salesforce.bulk;

/** The states of a job, with the names of the wire. */
enum JobState {
  OPEN("Open"),
  UPLOAD_COMPLETE("UploadComplete"),
  IN_PROGRESS("InProgress"),
  JOB_COMPLETE("JobComplete"),
  FAILED("Failed"),
  ABORTED("Aborted");

  private final String wireName;

  JobState(String wireName) {
    this.wireName = wireName;
  }

  String wireName() {
    return wireName;
  }

  boolean isTerminal() {
    return this == JOB_COMPLETE || this == FAILED || this == ABORTED;
  }
}
