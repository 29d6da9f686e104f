package io.fieldbridge;

import io.fieldbridge.effect.Effects;
import io.fieldbridge.operator.DaemonOptions;
import io.fieldbridge.store.Store;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says that the whole home folder, or its state, was put back from a backup. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Says that the state was put back from a backup, before the daemon is started on it.",
      "A new epoch begins: whatever was only intended when the backup was made may have been sent",
      "since, so it is looked for before it is sent. Writes nothing to any system."
    },
    footer = {
      "A database that is older than the home folder remembers is noticed without this command. One",
      "that lies elsewhere than before is refused until this command says that it was moved.",
      "Stop the daemon first; two never share one database."
    })
final class RestoreCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private DaemonOptions options;

  @Override
  public Integer call() {
    Settings settings = Settings.read(options.home(), System.getenv());
    PrintWriter out = spec.commandLine().getOut();
    try (Store store = Store.openMoved(settings.store(), settings.process().sealing())) {
      int doubted = begin(store);
      out.printf("Epoch %d begins. %d write(s) are looked for first.%n", store.epoch(), doubted);
      out.println("Start the daemon, then ./fieldbridge compare FLOW for each flow.");
    }
    out.flush();
    return 0;
  }

  /** A restore that the store has seen by itself has begun its epoch already. */
  static int begin(Store store) {
    return store.inTransaction(
        () -> {
          if (!store.wasRestored()) {
            store.startEpoch();
          }
          return new Effects(store).doubtIntended();
        });
  }
}
