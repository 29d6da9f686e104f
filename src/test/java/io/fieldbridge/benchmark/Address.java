package io.fieldbridge.benchmark;

import io.fieldbridge.prove.Ports;
import java.net.URI;
import java.util.List;

/**
 * Where a program finds both systems.
 *
 * @param salesforce root of the org
 * @param pubSub port of the Pub/Sub API on this machine, in plain text
 * @param businessCentral root of the environment's host
 * @param company the company's own address in the API, without a slash at the end
 */
record Address(URI salesforce, int pubSub, URI businessCentral, URI company) {

  static Address of(Ports ports, URI company) {
    return new Address(
        URI.create(ports.salesforceUrl()),
        ports.pubSub(),
        URI.create(ports.businessCentralUrl()),
        company);
  }

  static Address read(List<String> arguments) {
    return new Address(
        URI.create(arguments.get(0)),
        Integer.parseInt(arguments.get(1)),
        URI.create(arguments.get(2)),
        URI.create(arguments.get(3)));
  }

  List<String> arguments() {
    return List.of(
        salesforce.toString(),
        Integer.toString(pubSub),
        businessCentral.toString(),
        company.toString());
  }

  URI businessCentralToken() {
    return businessCentral.resolve("/demo.example/oauth2/v2.0/token");
  }
}
