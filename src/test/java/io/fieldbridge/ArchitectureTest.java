package io.fieldbridge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rings of docs/architecture.md: arrows point downward, and no package knows its caller. */
class ArchitectureTest {

  private static final String ROOT = "io.fieldbridge";

  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          Map.entry("model", Set.of()),
          Map.entry("failure", Set.of("model")),
          Map.entry("mapping", Set.of("model", "failure")),
          Map.entry("store", Set.of("failure")),
          Map.entry("inbox", Set.of("model", "failure", "store")),
          Map.entry("effect", Set.of("model", "failure", "store")),
          Map.entry("link", Set.of("model", "failure", "store")),
          Map.entry("journal", Set.of("model", "store")),
          Map.entry("breaker", Set.of("model", "store")),
          Map.entry("connector", Set.of("model", "failure")),
          Map.entry("connector.salesforce", Set.of("connector", "model", "failure")),
          Map.entry("connector.businesscentral", Set.of("connector", "model", "failure")),
          Map.entry(
              "flow",
              Set.of(
                  "model",
                  "failure",
                  "mapping",
                  "store",
                  "inbox",
                  "effect",
                  "link",
                  "journal",
                  "breaker",
                  "connector")),
          Map.entry(
              "operator",
              Set.of(
                  "model",
                  "failure",
                  "mapping",
                  "store",
                  "inbox",
                  "effect",
                  "link",
                  "journal",
                  "breaker",
                  "connector")),
          Map.entry("prove", Set.of()),
          Map.entry("demo", Set.of("sandbox", "sandbox.salesforce", "sandbox.businesscentral")));

  private final JavaClasses code =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void packages_know_only_the_rings_below_them() {
    MAY_IMPORT.forEach(
        (name, allowed) ->
            noClasses()
                .that(in(name))
                .should()
                .dependOnClassesThat(
                    describe(
                        "are ours and outside " + allowed,
                        type ->
                            type.getPackageName().startsWith(ROOT)
                                && !shortName(type).equals(name)
                                && !allowed.contains(shortName(type))))
                .allowEmptyShould(true)
                .check(code));
  }

  @Test
  void every_package_has_a_ring() {
    classes()
        .should(
            com.tngtech.archunit.lang.conditions.ArchConditions.be(
                describe(
                    "in a package that the ring table names",
                    type ->
                        type.getPackageName().equals(ROOT)
                            || MAY_IMPORT.containsKey(shortName(type))
                            || shortName(type).startsWith("sandbox"))))
        .check(code);
  }

  @Test
  void packages_form_no_cycle() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(code);
  }

  @Test
  void the_simulators_know_nothing_of_ours() {
    noClasses()
        .that(describe("sandbox", type -> shortName(type).startsWith("sandbox")))
        .should()
        .dependOnClassesThat(
            describe(
                "are ours outside the sandbox",
                type ->
                    type.getPackageName().startsWith(ROOT)
                        && !shortName(type).startsWith("sandbox")))
        .allowEmptyShould(true)
        .check(code);
  }

  @Test
  void camel_stays_in_flow_and_in_the_wiring() {
    noClasses()
        .that(
            describe(
                "outside flow, operator and the root",
                type ->
                    !Set.of("flow", "operator").contains(shortName(type))
                        && !type.getPackageName().equals(ROOT)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.camel..")
        .allowEmptyShould(true)
        .check(code);
  }

  private static DescribedPredicate<JavaClass> in(String name) {
    return describe(name, type -> shortName(type).equals(name));
  }

  private static DescribedPredicate<JavaClass> describe(
      String text, java.util.function.Predicate<JavaClass> predicate) {
    return DescribedPredicate.describe(text, predicate);
  }

  private static String shortName(JavaClass type) {
    String name = type.getPackageName();
    return name.length() > ROOT.length() ? name.substring(ROOT.length() + 1) : "";
  }
}
