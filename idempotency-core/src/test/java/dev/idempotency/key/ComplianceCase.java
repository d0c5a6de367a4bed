package dev.idempotency.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the official compliance cases of JMESPath, which come with jmespath-java.
 *
 * @param result what the expression selects, {@code null} where it must fail
 */
record ComplianceCase(
        String file,
        JsonNode given,
        String expression,
        @Nullable JsonNode result) {

    private static final List<String> FILES = List.of(
            "basic",
            "boolean",
            "current",
            "escape",
            "filters",
            "functions",
            "identifiers",
            "indices",
            "literal",
            "multiselect",
            "pipe",
            "slice",
            "syntax",
            "unicode",
            "wildcard");

    static List<ComplianceCase> all() {
        List<ComplianceCase> all = new ArrayList<>();
        for (String file : FILES) {
            for (JsonNode group : read(file)) {
                for (JsonNode test : group.get("cases")) {
                    all.add(new ComplianceCase(
                            file, group.get("given"), test.get("expression").textValue(), test.get("result")));
                }
            }
        }
        return all;
    }

    @Override
    public String toString() {
        return file + ": " + expression;
    }

    private static JsonNode read(String file) {
        try (InputStream in = ComplianceCase.class.getResourceAsStream("/jmespath.test/tests/" + file + ".json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
