package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Content apart from its row: attachments, pictures and documents as PDF. */
class MediaTest extends BusinessCentralTestCase {

  @Test
  void an_attachment_gets_its_content_in_a_call_of_its_own() {
    JsonNode order = order("WO-1");
    JsonNode attachment =
        wire.created(
            "salesOrders(" + id(order) + ")/documentAttachments",
            "{\"fileName\":\"protocol.txt\",\"parentType\":\"Sales_x0020_Order\"}");
    String content = attachment.path("attachmentContent@odata.mediaEditLink").asText();
    assertThat(content).endsWith("/attachmentContent");

    Wire.Answer written = wire.root("PATCH", content, "{\"any\":\"bytes\"}", "If-Match", "*");

    assertThat(written.status()).isEqualTo(204);
    assertThat(wire.root("GET", content, null).raw().body()).isEqualTo("{\"any\":\"bytes\"}");
    JsonNode list =
        wire.get("salesOrders(" + id(order) + ")/documentAttachments").body().path("value");
    assertThat(list.get(0).path("byteSize").asInt()).isEqualTo(15);
    assertThat(list.get(0).path("parentId").asText()).isEqualTo(id(order));
  }

  @Test
  void a_document_can_be_had_as_pdf() {
    JsonNode order = order("WO-1");

    Wire.Answer pdf = wire.get("salesOrders(" + id(order) + ")/pdfDocument/pdfDocumentContent");

    assertThat(pdf.raw().body()).startsWith("%PDF-");
    assertThat(wire.get("salesOrders(" + id(order) + ")/pdfDocument").text("parentId"))
        .isEqualTo(id(order));
  }

  @Test
  void an_item_without_a_picture_has_no_content() {
    String path = "items(" + id(item("P-1001")) + ")/picture";

    assertThat(wire.get(path).status()).isEqualTo(200);
    assertThat(wire.get(path + "/pictureContent").status()).isEqualTo(204);
  }
}
