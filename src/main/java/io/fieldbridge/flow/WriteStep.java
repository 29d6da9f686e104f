package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.model.RemoteRecord;

/**
 * {@code sync:write}: writes what was translated. A linked record is updated by id; everything else
 * is created once, whatever happens in between.
 */
final class WriteStep implements Step {

  private final Engine engine;
  private final String object;
  private final Renaming renaming;
  private final CreateOnce create;
  private final Amendment amendment;
  private final Guard guard;
  private final PutRight putRight;

  /**
   * @param rename how this object calls what the contract's calls otherwise, see {@link Renaming}
   */
  WriteStep(Engine engine, String object, String rename) {
    this.engine = engine;
    this.object = object;
    this.renaming = Renaming.of(rename);
    this.create = new CreateOnce(engine);
    this.amendment = new Amendment(engine);
    this.guard = new Guard(engine);
    this.putRight = new PutRight(engine);
  }

  @Override
  public void run(Delivery delivery) {
    if (delivery.contract().carriesDocument()) {
      writeDocument(delivery);
    } else if (delivery.target().isEmpty()) {
      create.run(delivery, object, delivery.message().record().id()).ifPresent(delivery::target);
    } else {
      update(delivery, delivery.target().get());
      putRight.run(delivery);
    }
  }

  private void writeDocument(Delivery delivery) {
    ObjectNode wanted = delivery.payload();
    delivery.payload(renaming.of(wanted));
    if (delivery.link().isPresent()) {
      amendment.run(delivery);
      return;
    }
    String reference = delivery.contract().reference(delivery.sourceValues()).orElse("");
    create
        .run(delivery, object, reference)
        .ifPresent(
            made -> {
              delivery.target(made);
              renaming.requireSaid(delivery.contract().number(made), wanted, made);
            });
  }

  private void update(Delivery delivery, RemoteRecord target) {
    if (delivery.payload().isEmpty()) {
      boolean nothingToTell = delivery.back().isEmpty() && !ReportStep.mayMislead(delivery);
      if (nothingToTell && delivery.link().isPresent()) {
        delivery.end(new Verdict.Skipped("no-change"));
        new LinkStep(engine).run(delivery);
      }
      return;
    }
    if (guard.refusesChange(delivery)) {
      return;
    }
    OwnUpdates.Answer answer =
        engine.ownUpdates().update(target.ref(), target.version(), delivery.payload());
    delivery.target(answer.record().over(target));
    delivery.changed();
    if (answer.othersWrote()) {
      delivery.othersWrote();
    }
    delivery.remember(
        () -> engine.history().tell(delivery, "updated", target.ref() + ": " + delivery.payload()));
  }
}
