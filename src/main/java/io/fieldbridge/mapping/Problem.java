package io.fieldbridge.mapping;

/**
 * Something wrong with a contract or its examples, for the person who edits the file.
 *
 * @param file the file's name within the mappings folder
 * @param line counted from 1; 0 where the file as a whole is meant
 * @param what what is wrong, with the words of the file
 * @param advice what to do about it
 * @param hard whether no record could pass; else it concerns some values only, which are refused or
 *     cut one by one
 */
public record Problem(String file, int line, String what, String advice, boolean hard) {

  public Problem(String file, int line, String what, String advice) {
    this(file, line, what, advice, true);
  }

  @Override
  public String toString() {
    String end = advice.endsWith("?") ? "" : ".";
    return file + (line > 0 ? ":" + line : "") + ": " + what + ". " + advice + end;
  }
}
