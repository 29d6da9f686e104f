package io.fieldbridge.operator;

import java.util.List;

/** The commands that talk to the running daemon. */
public final class OperatorCommands {

  private OperatorCommands() {}

  /** One annotated picocli command each. */
  public static List<Object> all() {
    return List.of(
        new StatusCommand(),
        new MatchCommand(),
        new ApproveCommand(),
        new PauseCommand(),
        new ResumeCommand(),
        new ReleaseCommand(),
        new ParkedCommand(),
        new ShowCommand(),
        new RetryCommand(),
        new DiscardCommand(),
        new ResolveCommand(),
        new TimelineCommand(),
        new CompareCommand());
  }
}
