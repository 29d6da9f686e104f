package io.fieldbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page on the contract language shows contracts that are valid. */
class ContractLanguageDocTest {

  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @Test
  void the_contracts_on_the_page_have_no_problems() throws IOException {
    String page = Files.readString(Path.of("docs", "contract-language.md"));
    List<String> blocks = YAML.matcher(page).results().map(ContractLanguageDocTest::text).toList();
    assertThat(blocks).hasSize(3);
    assertThat(ContractText.problems(blocks.get(0))).isEmpty();
    String document =
        """
        contract: job
        key: { salesforce: WorkOrder.No__c, business-central: salesOrders.number }
        fields:
          reference: { type: string(35), owner: crm, salesforce: { template: "{Number}-{check}" }, business-central: { read: .order.ext, write: ext } }
        """;
    assertThat(ContractText.problems(document + blocks.get(1))).isEmpty();
    assertThat(ContractText.problems(blocks.get(2))).isEmpty();
  }

  private static String text(MatchResult block) {
    return block.group(1);
  }
}
