package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.store.JsonText;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.camel.Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Camel's tools read about {@code sync:} and {@code inbox:} is what the endpoints are. */
class ComponentCatalogTest {

  @ParameterizedTest
  @ValueSource(classes = {SyncEndpoint.class, InboxEndpoint.class})
  void every_option_of_the_endpoint_is_described_as_it_is(Class<? extends Endpoint> endpoint)
      throws IOException {
    UriEndpoint uri = endpoint.getAnnotation(UriEndpoint.class);
    JsonNode properties = catalog(uri.scheme()).path("properties");
    List<String> names = new ArrayList<>();
    for (Class<?> type = endpoint; type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.isAnnotationPresent(UriPath.class) || field.isAnnotationPresent(UriParam.class)) {
          names.add(field.getName());
          describes(properties.path(field.getName()), field);
        }
      }
    }
    assertThat(properties.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(names);
  }

  @ParameterizedTest
  @ValueSource(classes = {SyncEndpoint.class, InboxEndpoint.class})
  void the_head_is_that_of_the_endpoint(Class<? extends Endpoint> endpoint) throws Exception {
    UriEndpoint uri = endpoint.getAnnotation(UriEndpoint.class);
    JsonNode head = catalog(uri.scheme()).path("component");

    assertThat(head.path("kind").asText()).isEqualTo("component");
    assertThat(head.path("scheme").asText()).isEqualTo(uri.scheme());
    assertThat(head.path("title").asText()).isEqualTo(uri.title());
    assertThat(head.path("syntax").asText()).isEqualTo(uri.syntax());
    assertThat(head.path("firstVersion").asText()).isEqualTo(uri.firstVersion());
    assertThat(Class.forName(head.path("javaType").asText()))
        .isAssignableTo(DefaultComponent.class);
  }

  @Test
  void the_service_file_names_both_components() throws IOException {
    Properties services = new Properties();
    services.load(
        SyncEndpoint.class.getResourceAsStream(
            "/META-INF/services/org/apache/camel/component.properties"));

    assertThat(services.getProperty("components")).isEqualTo("inbox sync");
  }

  private static void describes(JsonNode described, Field field) {
    UriParam param = field.getAnnotation(UriParam.class);
    assertThat(described.path("kind").asText())
        .as("META-INF/io/fieldbridge/flow/*.json on the option " + field.getName())
        .isEqualTo(param == null ? "path" : "parameter");
    Metadata metadata = field.getAnnotation(Metadata.class);
    assertThat(described.path("required").asBoolean())
        .isEqualTo(metadata != null && metadata.required());
    assertThat(described.path("javaType").asText()).isEqualTo(field.getType().getName());
    if (field.getDeclaringClass().getPackage().equals(SyncEndpoint.class.getPackage())) {
      assertThat(described.path("description").asText())
          .isEqualTo(
              param == null
                  ? field.getAnnotation(UriPath.class).description()
                  : param.description());
      assertThat(described.path("defaultValue").asText())
          .isEqualTo(param == null ? "" : param.defaultValue());
    }
  }

  /** As Camel itself finds it. */
  private static JsonNode catalog(String scheme) throws IOException {
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      return JsonText.read(camel.getComponentParameterJsonSchema(scheme));
    }
  }
}
