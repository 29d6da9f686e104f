package io.fieldbridge;

import io.fieldbridge.demo.StoryException;
import io.fieldbridge.operator.CommandFailedException;
import io.fieldbridge.operator.OperatorCommands;
import io.fieldbridge.prove.ProofException;
import io.fieldbridge.store.StoreRefusedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 done, 1 failed, 2 wrong use. */
@Command(
    name = "fieldbridge",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    description = {
      "Keeps Salesforce and an ERP in step: nothing lost, nothing doubled.",
      "",
      "First try: ./fieldbridge demo"
    },
    footer = {"", "Exit codes: 0 done, 1 failed, 2 wrong use."})
public final class FieldBridge implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new FieldBridge());
    commandLine.addSubcommand(new DemoCommand());
    commandLine.addSubcommand(new RunCommand());
    commandLine.addSubcommand(new SandboxCommand());
    commandLine.addSubcommand(new CheckCommand());
    commandLine.addSubcommand(new RestoreCommand());
    commandLine.addSubcommand(new ProveCommand());
    commandLine.addSubcommand(new RehearseCommand());
    OperatorCommands.all().forEach(commandLine::addSubcommand);
    commandLine.setExecutionExceptionHandler(
        (failure, command, result) -> {
          command.getErr().println(told(failure));
          return 1;
        });
    return commandLine;
  }

  private static String told(Exception failure) {
    boolean meantForPeople =
        failure instanceof CommandFailedException
            || failure instanceof SettingsException
            || failure instanceof StoreRefusedException
            || failure instanceof StoryException
            || failure instanceof ProofException;
    return meantForPeople ? failure.getMessage() : "Failed: " + failure;
  }
}
