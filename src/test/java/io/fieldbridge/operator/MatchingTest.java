package io.fieldbridge.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.mapping.MatchKey;
import io.fieldbridge.model.RecordRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is whose twin, and who may be (G28, Z19). */
class MatchingTest {

  private static final List<MatchKey> KEYS =
      List.of(
          new MatchKey(1, Map.of("salesforce", "Erp", "business-central", "number"), false),
          new MatchKey(2, Map.of("salesforce", "Tax", "business-central", "taxNumber"), false));

  @Test
  void one_of_each_side_with_the_same_key_are_twins() {
    Matches found =
        match(List.of(account("A", "Alpha", "C1", "")), List.of(customer("1", "Other", "C1", "")));

    assertThat(found.twins()).hasSize(1);
    assertThat(found.twins().get(0).why()).isEqualTo("Erp = number 'C1'");
    assertThat(found.alone()).isEmpty();
    assertThat(found.doubtful()).isEmpty();
  }

  @Test
  void the_better_key_counts_and_what_shares_the_other_one_is_doubtful() {
    Matches found =
        match(
            List.of(account("A", "Alpha", "C1", "DE1")),
            List.of(customer("1", "One", "C1", ""), customer("2", "Two", "C2", "DE1")));

    assertThat(found.twins()).extracting(twins -> twins.erp().ref().id()).containsExactly("1");
    assertThat(doubts(found))
        .containsExactly("2: belongs to another already; Tax = taxNumber 'DE1'");
    assertThat(found.alone()).isEmpty();
  }

  @Test
  void several_with_one_key_are_doubtful_on_both_sides() {
    Matches found =
        match(
            List.of(account("A", "Alpha", "", "DE1")),
            List.of(customer("1", "One", "C1", "DE1"), customer("2", "Two", "C2", "DE1")));

    assertThat(found.twins()).isEmpty();
    assertThat(doubts(found))
        .containsExactlyInAnyOrder(
            "A: several records with Tax = taxNumber 'DE1'",
            "1: several records with Tax = taxNumber 'DE1'",
            "2: several records with Tax = taxNumber 'DE1'");
  }

  @Test
  void a_name_never_links_it_only_makes_doubtful() {
    Matches found =
        match(
            List.of(account("A", "ALPHA gmbh ", "", "DE1")),
            List.of(customer("1", "Alpha GmbH", "C1", "DE2")));

    assertThat(found.twins()).isEmpty();
    assertThat(found.alone()).isEmpty();
    assertThat(doubts(found))
        .containsExactlyInAnyOrder("A: same name, no common key", "1: same name, no common key");
  }

  @Test
  void a_record_without_a_twin_is_alone() {
    Matches found =
        match(List.of(account("A", "Alpha", "", "")), List.of(customer("1", "Beta", "C1", "")));

    assertThat(found.alone()).extracting(one -> one.ref().id()).containsExactly("A", "1");
  }

  @Test
  void an_account_with_a_number_that_the_erp_lacks_is_doubtful() {
    Matches found = match(List.of(account("A", "Alpha", "C9", "")), List.of());

    assertThat(doubts(found))
        .containsExactly("A: carries the number 'C9', which the other side lacks");
  }

  @Test
  void a_key_of_a_linked_record_speaks_against_a_second_twin() {
    Candidate linked = standing(account("A", "Alpha", "", "DE1"), true, true);
    Matches found = match(List.of(linked), List.of(customer("1", "One", "C1", "DE1")));

    assertThat(found.twins()).isEmpty();
    assertThat(doubts(found))
        .containsExactly("1: belongs to another already; Tax = taxNumber 'DE1'");
  }

  @Test
  void records_outside_the_filter_are_left_alone_but_stand_in_the_way() {
    Candidate outside = standing(account("A", "Alpha", "C1", ""), false, false);
    Candidate lonely = standing(account("B", "Beta", "", ""), false, false);
    Matches found = match(List.of(outside, lonely), List.of(customer("1", "One", "C1", "")));

    assertThat(found.twins()).isEmpty();
    assertThat(found.alone()).isEmpty();
    assertThat(doubts(found))
        .containsExactly("1: its twin is outside the flow's filter; Erp = number 'C1'");
    assertThat(found.outside()).isEqualTo(2);
  }

  @Test
  void a_record_that_cannot_be_translated_is_doubtful() {
    Candidate strange =
        new Candidate(
            new RecordRef("business-central", "customers", "1"),
            "C1",
            "",
            Instant.EPOCH,
            "",
            List.of("C1", ""),
            new Candidate.Standing(false, true, Optional.of("country: 'Narnia' is none.")));

    assertThat(doubts(match(List.of(), List.of(strange))))
        .containsExactly("1: country: 'Narnia' is none.");
  }

  private static Matches match(List<Candidate> crm, List<Candidate> erp) {
    return Matching.match(KEYS, crm, erp);
  }

  private static List<String> doubts(Matches matches) {
    return matches.doubtful().stream()
        .map(doubt -> doubt.candidate().ref().id() + ": " + doubt.why())
        .toList();
  }

  private static Candidate account(String id, String name, String number, String tax) {
    return candidate(new RecordRef("salesforce", "Account", id), name, number, tax);
  }

  private static Candidate customer(String id, String name, String number, String tax) {
    return candidate(new RecordRef("business-central", "customers", id), name, number, tax);
  }

  private static Candidate candidate(RecordRef ref, String name, String number, String tax) {
    Candidate.Standing standing = new Candidate.Standing(false, true, Optional.empty());
    return new Candidate(ref, number, "v1", Instant.EPOCH, name, List.of(number, tax), standing);
  }

  private static Candidate standing(Candidate one, boolean linked, boolean inFilter) {
    return new Candidate(
        one.ref(),
        one.number(),
        one.version(),
        one.editedAt(),
        one.name(),
        one.keys(),
        new Candidate.Standing(linked, inFilter, Optional.empty()));
  }
}
