package io.fieldbridge;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the jar carries. */
final class VersionProvider implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"FieldBridge " + version()};
  }

  static String version() {
    return Optional.ofNullable(FieldBridge.class.getPackage().getImplementationVersion())
        .orElse("(built from source)");
  }
}
