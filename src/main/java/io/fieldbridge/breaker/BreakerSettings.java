package io.fieldbridge.breaker;

import java.util.Map;

/**
 * @param all what holds for every flow
 * @param own what holds instead for the flows named
 */
public record BreakerSettings(FlowLimits all, Map<String, FlowLimits> own) {

  public BreakerSettings {
    own = Map.copyOf(own);
  }

  public static BreakerSettings defaults() {
    return new BreakerSettings(FlowLimits.defaults(), Map.of());
  }

  FlowLimits of(String flow) {
    return own.getOrDefault(flow, all);
  }
}
