package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Search, recent items, friendly URLs and the edges of HTTP: contract sections 1, 3.2 and 3.6. */
class ResourcesTest extends OrgTestCase {

  @Test
  void a_search_finds_words_in_the_objects_named() {
    String id = org.create("Account", "{'Name':'Quillfeather Pumps'}");
    var found =
        org.get("/search/?q=FIND%20%7Bquillfeather*%7D%20RETURNING%20Account(Id,%20Name),Contact");
    assertThat(found.json().path("searchRecords")).hasSize(1);
    assertThat(found.json().path("searchRecords").path(0).path("Id").asText()).isEqualTo(id);
    assertThat(org.get("/search/?q=FIND%20%7Ba%7D").error()).isEqualTo("MALFORMED_SEARCH");
  }

  @Test
  void a_search_needs_no_sosl() {
    org.create("Account", "{'Name':'Parametric Works','Site':'North'}");
    var found =
        org.get(
            "/parameterizedSearch?q=parametric+works&sobject=Account,Contact"
                + "&Account.fields=Name,Site&Account.limit=1");
    assertThat(found.json().at("/searchRecords/0/Site").asText()).isEqualTo("North");
    var posted =
        org.post(
            "/parameterizedSearch",
            "{'q':'parametric','fields':['Name'],'sobjects':[{'name':'Account'}],'overallLimit':5}");
    assertThat(posted.json().at("/searchRecords/0/Name").asText()).isEqualTo("Parametric Works");
    assertThat(org.get("/parameterizedSearch?q=p&sobject=Account").error())
        .isEqualTo("MALFORMED_SEARCH");
    assertThat(org.get("/parameterizedSearch?q=parametric").error()).isEqualTo("INVALID_SEARCH");
  }

  @Test
  void recent_items_are_the_ones_the_caller_wrote() {
    String id = org.create("Account", "{'Name':'Recent'}");
    var recent = org.get("/recent/?limit=200").json();
    assertThat(recent.findValuesAsText("Id")).contains(id);
    assertThat(org.get("/recent?limit=1").json()).hasSize(1);
  }

  @Test
  void a_parent_is_read_changed_and_deleted_through_its_child() {
    String account = org.create("Account", "{'Name':'Parent'}");
    String asset = org.create("Asset", "{'Name':'Child','AccountId':'" + account + "'}");
    String url = "/sobjects/Asset/" + asset + "/Account";
    assertThat(org.get(url + "?fields=Name").json().path("Name").asText()).isEqualTo("Parent");
    assertThat(org.patch(url, "{'Name':'Renamed'}").status()).isEqualTo(204);
    assertThat(org.value("Account", account, "Name")).isEqualTo("Renamed");
    assertThat(org.delete(url).status()).isEqualTo(204);
    assertThat(org.get("/sobjects/Account/" + account).status()).isEqualTo(404);
    assertThat(org.get(url).status()).isEqualTo(404);
  }

  @Test
  void a_body_that_is_no_json_is_refused_by_its_media_type() {
    var refused =
        org.send(
            org.request(RunningOrg.BASE + "/sobjects/Account", "POST", "<Account/>")
                .header("Authorization", "Bearer " + org.token())
                .header("Content-Type", "application/xml"));
    assertThat(refused.status()).isEqualTo(415);
    assertThat(refused.error()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
  }

  @Test
  void a_uri_of_more_than_16384_bytes_is_too_long() {
    assertThat(org.get("/query?q=" + "a".repeat(16_400)).status()).isEqualTo(414);
  }

  @Test
  void a_retired_version_is_gone() {
    assertThat(org.get("/services/data/v30.0/limits").status()).isEqualTo(410);
    assertThat(org.get("/services/data/v99.0/limits").status()).isEqualTo(404);
  }

  @Test
  void a_head_is_a_get_without_its_body() {
    assertThat(org.call("HEAD", "/sobjects/Account/describe", "").status()).isEqualTo(200);
  }

  @Test
  void a_describe_is_not_modified_until_what_is_seen_changes() {
    String later = "Fri, 01 Jan 2100 00:00:00 GMT";
    assertThat(
            org.call("GET", "/sobjects/Account/describe", "", "If-Modified-Since", later).status())
        .isEqualTo(304);
    String earlier = "Sat, 01 Jan 2000 00:00:00 GMT";
    assertThat(
            org.call("GET", "/sobjects/Account/describe", "", "If-Modified-Since", earlier)
                .status())
        .isEqualTo(200);
  }
}
