package io.fieldbridge.flow;

/** The verbs of routes. */
final class Steps {

  private Steps() {}

  /** The step of that name; the route does not start with any other. */
  static Step named(String verb, SyncEndpoint endpoint, Engine engine) {
    return switch (verb) {
      case "read" -> new ReadStep(engine);
      case "translate" -> new TranslateStep(engine);
      case "rate" -> new RateStep(engine, engine.systems().role(endpoint.getSystem()));
      case "write" -> new WriteStep(engine, endpoint.getObject(), endpoint.getRename());
      case "post" -> new PostStep(engine, endpoint.getAction());
      case "refresh" -> new RefreshStep(engine, endpoint.getFlow(), endpoint.getField());
      case "link" -> new LinkStep(engine);
      case "report" -> new ReportStep(engine, endpoint.getOutcome());
      case "write-report" -> new WriteReportStep(engine);
      default ->
          throw new IllegalArgumentException(
              "sync:"
                  + verb
                  + " is no step; expected changes, read, translate, rate, write, post, link,"
                  + " refresh, report or write-report");
    };
  }
}
