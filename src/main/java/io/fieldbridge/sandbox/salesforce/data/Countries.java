package io.fieldbridge.sandbox.salesforce.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The State and Country picklists: ISO codes, integration values, and which state is where. */
final class Countries {

  private static final Map<String, String> NAMES = names();
  private static final Map<String, Map<String, String>> STATES = states();

  private Countries() {}

  /** The integration value of a country code; null where there is none. */
  static String name(String code) {
    return NAMES.get(code);
  }

  /** The code of an integration value, which has to be exact; null where there is none. */
  static String code(String name) {
    return keyOf(NAMES, name);
  }

  static String stateName(String country, String code) {
    return STATES.getOrDefault(country, Map.of()).get(code);
  }

  static String stateCode(String country, String name) {
    return keyOf(STATES.getOrDefault(country, Map.of()), name);
  }

  private static String keyOf(Map<String, String> map, String value) {
    return map.entrySet().stream()
        .filter(entry -> entry.getValue().equals(value))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  private static Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    for (String code : Locale.getISOCountries()) {
      names.put(
          code, new Locale.Builder().setRegion(code).build().getDisplayCountry(Locale.ENGLISH));
    }
    return names;
  }

  private static Map<String, Map<String, String>> states() {
    try (InputStream in = Countries.class.getResourceAsStream("/sandbox/salesforce/states.yaml")) {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
