package io.fieldbridge.sandbox.businesscentral;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Entity sets without a table of their own, whose rows are made when they are read. */
interface View {

  List<Row> rows(Company company);

  default Optional<Row> find(Company company, UUID id) {
    return rows(company).stream().filter(row -> row.id().equals(id)).findFirst();
  }

  static Optional<View> of(String set) {
    return Optional.ofNullable(Views.ALL.get(set));
  }

  /** Each row shows a row of another set, under the same id. */
  static View over(String source, BiFunction<Company, Row, Optional<Map<String, Object>>> show) {
    return new Shown(source, show);
  }

  static View list(Function<Company, List<Row>> rows) {
    return rows::apply;
  }

  /** A view row by row. */
  record Shown(String source, BiFunction<Company, Row, Optional<Map<String, Object>>> show)
      implements View {

    @Override
    public List<Row> rows(Company company) {
      return company.table(source).rows().stream()
          .flatMap(row -> shown(company, row).stream())
          .toList();
    }

    @Override
    public Optional<Row> find(Company company, UUID id) {
      return company.table(source).find(id).flatMap(row -> shown(company, row));
    }

    private Optional<Row> shown(Company company, Row row) {
      return show.apply(company, row).map(values -> new Row(row.id(), values, row.version()));
    }
  }
}
