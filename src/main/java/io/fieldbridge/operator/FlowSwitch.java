package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.link.FlowMode;
import io.fieldbridge.link.FlowModes.Setting;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.store.JsonText;
import java.util.List;

/** Pauses a flow, which keeps taking in, and lets it go on. */
final class FlowSwitch {

  private final Desk desk;

  FlowSwitch(Desk desk) {
    this.desk = desk;
  }

  /** Deliveries stop, intake goes on. Only a live flow can be paused. */
  ObjectNode pause(Contract contract) {
    return change(contract.flow(), FlowMode.LIVE, FlowMode.PAUSED, "paused");
  }

  /** Deliveries go on. Only a paused flow can; one that observes has to be approved. */
  ObjectNode resume(Contract contract) {
    return change(contract.flow(), FlowMode.PAUSED, FlowMode.LIVE, "resumed");
  }

  private ObjectNode change(String flow, FlowMode from, FlowMode to, String event) {
    desk.memory()
        .store()
        .inTransaction(
            () -> {
              Setting present = desk.memory().modes().setting(flow);
              boolean approved = present.approvedAt().isPresent();
              if (present.mode() != from || !approved) {
                throw refused(flow, present.mode(), from, event);
              }
              desk.memory().modes().set(flow, to, "operator");
              desk.tell(flow, List.of(), List.of(flow), event, flow + " was " + event + ".");
            });
    return JsonText.object().put("flow", flow).put("mode", Views.word(to));
  }

  private static ControlRefusedException refused(
      String flow, FlowMode mode, FlowMode needed, String event) {
    String advice =
        mode == FlowMode.OBSERVE ? " ./fieldbridge approve " + flow + " lets it go live." : "";
    return ControlRefusedException.conflict(
        "%s is in mode %s; only a flow that is %s can be %s.%s"
            .formatted(flow, Views.word(mode), Views.word(needed), event, advice));
  }
}
