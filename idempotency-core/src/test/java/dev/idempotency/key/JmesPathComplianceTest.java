package dev.idempotency.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.idempotency.key.ReferenceJmesPath.NotCoveredException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("K5")
class JmesPathComplianceTest {

    private final JmesPathRuntime byValue = new JmesPathRuntime();

    @Test
    @DisplayName("K5: an official case either passes, or its expression is refused when it is compiled")
    void everyOfficialCasePassesOrIsRefused() {
        Map<String, Integer> counts = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (ComplianceCase test : ComplianceCase.all()) {
            String outcome = outcome(test);
            counts.merge(outcome, 1, Integer::sum);
            if (outcome.equals("WRONG")) {
                wrong.add(test.toString());
            }
        }
        System.out.println("JMESPath compliance: " + ComplianceCase.all().size() + " cases, " + counts);
        assertThat(wrong).isEmpty();
        assertThat(counts.get("passed")).isEqualTo(764);
    }

    @Test
    @DisplayName("K5: the reference evaluation passes every official case that it covers")
    void theReferencePassesEveryCaseItCovers() {
        List<String> wrong = new ArrayList<>();
        int covered = 0;
        for (ComplianceCase test : ComplianceCase.all()) {
            try {
                covered++;
                if (!referencePasses(test)) {
                    wrong.add(test.toString());
                }
            } catch (NotCoveredException e) {
                covered--;
            }
        }
        System.out.println("JMESPath reference evaluation: " + covered + " compliance cases covered");
        assertThat(wrong).isEmpty();
        assertThat(covered).isGreaterThanOrEqualTo(640);
    }

    private String outcome(ComplianceCase test) {
        KeySelector selector;
        try {
            selector = KeySelector.compile("expression", test.expression());
        } catch (IllegalArgumentException e) {
            return test.result() == null ? "passed" : refusal(e);
        }
        try {
            JsonNode selected = selector.select(test.given());
            return test.result() != null && byValue.compare(test.result(), selected) == 0 ? "passed" : "WRONG";
        } catch (UnusablePayloadException e) {
            return test.result() == null ? "passed" : "WRONG";
        }
    }

    private static String refusal(IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        int reason = message.lastIndexOf("which ");
        return reason < 0
                ? "WRONG"
                : "refused because it " + message.substring(reason + 6).replaceAll("[;,].*", "");
    }

    private boolean referencePasses(ComplianceCase test) {
        try {
            JsonNode selected = ReferenceJmesPath.compile(test.expression()).search(test.given());
            return test.result() != null && byValue.compare(test.result(), selected) == 0;
        } catch (NotCoveredException e) {
            throw e;
        } catch (RuntimeException e) {
            return test.result() == null;
        }
    }
}
