package io.fieldbridge.connector.businesscentral;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.ExchangeRates;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The rates of the general ledger: {@code exchangeRateAmount} of a currency is worth {@code
 * relationalExchangeRateAmount} of the related one, which is the local currency where it is blank.
 */
final class LedgerRates implements ExchangeRates {

  private static final String CURRENCY = "currencyCode";
  private static final String POSTING_DATE = "postingDate";
  private static final int RATE_SCALE = 9;
  private static final int RELATIONS_MAX = 2;

  private final Company company;
  private final Schemas schemas;
  private final BusinessCentralPageReader pages;
  private final BusinessCentralRecordReader reader;

  LedgerRates(
      Company company,
      Schemas schemas,
      BusinessCentralPageReader pages,
      BusinessCentralRecordReader reader) {
    this.company = company;
    this.schemas = schemas;
    this.pages = pages;
    this.reader = reader;
  }

  @Override
  public Optional<ExchangeRate> at(String currency, LocalDate day) {
    String code = code(currency);
    String local = localCurrency();
    if (code.isEmpty() || code.equals(local)) {
      return Optional.of(new ExchangeRate(local, local, BigDecimal.ONE, day, day));
    }
    return worth(code, local, day, RELATIONS_MAX)
        .map(
            found ->
                new ExchangeRate(
                    code,
                    local,
                    found.value.setScale(RATE_SCALE, RoundingMode.HALF_UP),
                    found.startingDate,
                    day));
  }

  /**
   * A sales document's currency factor is that of its posting date, whatever its order or invoice
   * date says (Sales Header, UpdateCurrencyFactor).
   */
  @Override
  public Optional<ExchangeRate> of(RemoteRecord document) {
    boolean told = document.values().has(CURRENCY) && document.values().has(POSTING_DATE);
    Optional<RemoteRecord> read =
        told
            ? Optional.of(document)
            : reader.read(document.ref(), Selection.of(CURRENCY, POSTING_DATE));
    return read.map(RemoteRecord::values)
        .filter(values -> !Empties.contains(values.path(POSTING_DATE).asText()))
        .flatMap(
            values ->
                at(
                    values.path(CURRENCY).asText(""),
                    LocalDate.parse(values.path(POSTING_DATE).asText())));
  }

  @Override
  public boolean holds(ExchangeRate rate, RemoteRecord document) {
    String currency = code(document.values().path(CURRENCY).asText(rate.currency()));
    String day = document.values().path(POSTING_DATE).asText(rate.day().toString());
    return day.equals(rate.day().toString())
        && (currency.isEmpty() ? rate.localCurrency() : currency).equals(rate.currency());
  }

  private static String code(String currency) {
    return currency.strip().toUpperCase(Locale.ROOT);
  }

  private record Worth(BigDecimal value, LocalDate startingDate) {}

  private Optional<Worth> worth(String code, String local, LocalDate day, int relations) {
    Optional<ObjectNode> row = latest(code, day);
    BigDecimal units =
        row.map(r -> r.path("exchangeRateAmount").decimalValue()).orElse(BigDecimal.ZERO);
    if (units.signum() <= 0 || relations == 0) {
      return Optional.empty();
    }
    BigDecimal related = row.get().path("relationalExchangeRateAmount").decimalValue();
    BigDecimal value = related.divide(units, RATE_SCALE * 2, RoundingMode.HALF_UP);
    Worth direct = new Worth(value, startingDate(row.get()));
    String relation = row.get().path("relationalCurrencyCode").asText("");
    if (relation.isBlank() || relation.equalsIgnoreCase(local)) {
      return Optional.of(direct);
    }
    return worth(relation, local, day, relations - 1)
        .map(further -> new Worth(value.multiply(further.value), direct.startingDate));
  }

  private Optional<ObjectNode> latest(String code, LocalDate day) {
    String filter = "currencyCode eq " + Literal.quoted(code) + " and startingDate le " + day;
    return rows("currencyExchangeRates", "?$filter=" + Query.encoded(filter)).stream()
        .filter(row -> !startingDate(row).isAfter(day))
        .max(Comparator.comparing(LedgerRates::startingDate));
  }

  private String localCurrency() {
    for (String[] place :
        new String[][] {
          {"generalLedgerSetup", "localCurrencyCode"}, {"companyInformation", "currencyCode"}
        }) {
      if (schemas.find(place[0]).isPresent()) {
        for (ObjectNode row : rows(place[0], "")) {
          String code = row.path(place[1]).asText("");
          if (!code.isBlank()) {
            return code.toUpperCase(Locale.ROOT);
          }
        }
      }
    }
    throw BusinessCentralFailures.setupMissing(
        "The company names no local currency.", "Enter it in General Ledger Setup.");
  }

  private List<ObjectNode> rows(String set, String query) {
    List<ObjectNode> rows = new ArrayList<>();
    pages.read(
        Call.get(company.uri(company.path(set) + query)),
        set,
        page -> rows.addAll(page.rows()) || true);
    return rows;
  }

  private static LocalDate startingDate(ObjectNode row) {
    try {
      return LocalDate.parse(row.path("startingDate").asText(Empties.DATE));
    } catch (DateTimeException notSaid) {
      return LocalDate.MIN;
    }
  }
}
