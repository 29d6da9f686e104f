package io.fieldbridge.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The transaction that a thread has open. */
final class UnitOfWork {

  final Connection connection;
  private final List<Runnable> hooks = new ArrayList<>();
  private boolean wrote;
  private boolean broken;
  private SQLException failure;

  UnitOfWork(Connection connection) {
    this.connection = connection;
  }

  void afterCommit(Runnable hook) {
    hooks.add(hook);
  }

  List<Runnable> hooks() {
    return List.copyOf(hooks);
  }

  void noteWrite() {
    wrote = true;
  }

  boolean wrote() {
    return wrote;
  }

  /** A part of it failed, so the whole must not be committed even where the failure was caught. */
  void breakUp() {
    broken = true;
  }

  boolean isBroken() {
    return broken;
  }

  /** The first failure of the database; later ones follow from it. */
  void noteFailure(SQLException first) {
    if (failure == null) {
      failure = first;
    }
  }

  Optional<SQLException> failure() {
    return Optional.ofNullable(failure);
  }
}
