package dev.idempotency.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random expressions on random values: what is accepted is answered as the reference evaluation answers it. */
@Tag("K5")
class JmesPathComparisonTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** More of them, for a longer look: {@code -Dexpressions=500000}. */
    private static final int EXPRESSIONS = Integer.getInteger("expressions", 2_000);

    private final Random random = Seed.random("JmesPathComparisonTest");
    private final JmesPathRuntime runtime = new JmesPathRuntime();

    @Test
    @DisplayName("K5: no accepted expression is answered wrongly")
    void everyAcceptedExpressionIsAnsweredAsTheReferenceDoes() {
        int accepted = 0;
        int refused = 0;
        while (accepted < EXPRESSIONS) {
            String text = expression(2);
            if (isTrusted(text)) {
                assertAnsweredAlike(text);
                accepted++;
            } else {
                refused++;
            }
        }
        System.out.println("JMESPath comparison: " + accepted + " expressions agree, " + refused + " were refused");
    }

    @Test
    @DisplayName("K5: the library alone does answer wrongly, so the comparison can tell")
    void withoutTheTrustedSubsetThereAreWrongAnswers() {
        int wrong = 0;
        for (int i = 0; i < 2_000; i++) {
            String text = expression(2);
            wrong += isTrusted(text) || agrees(text, value(4)) ? 0 : 1;
        }
        assertThat(wrong).isPositive();
    }

    @Test
    @DisplayName("K5: a plain expression is answered as the reference does, and as the library does")
    void plainExpressionsAreAnsweredAlike() {
        int plain = 0;
        while (plain < EXPRESSIONS) {
            String text = plainExpression(3);
            KeySelector selector = PlainExpression.compile("option", text);
            if (selector == null) {
                continue;
            }
            for (int i = 0; i < 10; i++) {
                JsonNode input = value(4);
                assertThat(selector.select(input))
                        .as("%s on %s", text, input)
                        .isEqualTo(ReferenceJmesPath.compile(text).search(input))
                        .isEqualTo(JmesPathSelector.compile("option", text).select(input));
            }
            plain++;
        }
    }

    private String plainExpression(int depth) {
        StringBuilder text = new StringBuilder(
                depth > 0 && random.nextInt(3) == 0
                        ? "[" + plainExpression(depth - 1) + one(",", " , ") + plainExpression(depth - 1) + "]"
                        : one("a", "b", "\"c\"", " a"));
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(
                    switch (random.nextInt(5)) {
                        case 0 -> "[*]." + one("a", "b");
                        case 1 -> depth > 0 ? ".[" + plainExpression(depth - 1) + "]" : ".c";
                        default -> one(".a", ".b", " . c", ".\"a\"");
                    });
        }
        return text.toString();
    }

    private boolean isTrusted(String text) {
        try {
            TrustedSubset.check(text, runtime);
            return true;
        } catch (UntrustedExpressionException e) {
            return false;
        }
    }

    private void assertAnsweredAlike(String text) {
        for (int i = 0; i < 10; i++) {
            JsonNode input = value(4);
            assertThat(agrees(text, input)).as("%s on %s", text, input).isTrue();
        }
    }

    private boolean agrees(String text, JsonNode input) {
        return runtime.compile(text)
                .search(input)
                .equals(ReferenceJmesPath.compile(text).search(input));
    }

    private String expression(int depth) {
        StringBuilder text = new StringBuilder(chain(depth));
        while (depth > 0 && random.nextInt(4) == 0) {
            text.append(one(" | ", " | ", " || ", " && ", " == ", " != ", " < ", " >= "))
                    .append(chain(depth - 1));
        }
        return text.toString();
    }

    private String chain(int depth) {
        StringBuilder text = new StringBuilder(head(depth));
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(step(depth));
        }
        return text.toString();
    }

    private String head(int depth) {
        return switch (random.nextInt(depth > 0 ? 13 : 5)) {
            case 0, 1, 2 -> one("a", "b", "c");
            case 3, 4 -> one("@", "`1`", "`null`", "'x'", "\"a\"", "`[1, null]`");
            case 5 -> "[" + expression(depth - 1) + ", " + expression(depth - 1) + "]";
            case 6 -> "{a: " + expression(depth - 1) + ", b: " + expression(depth - 1) + "}";
            case 7 -> "(" + expression(depth - 1) + ")";
            case 8 -> "!" + head(depth - 1);
            case 9 -> one("[*]", "*", "[]");
            case 10 -> "[?" + expression(depth - 1) + "]";
            default -> "to_array(" + expression(depth - 1) + ")";
        };
    }

    private String step(int depth) {
        return switch (random.nextInt(depth > 0 ? 11 : 7)) {
            case 0, 1 -> one(".a", ".b", ".c");
            case 2 -> ".*";
            case 3 -> "[*]";
            case 4 -> "[]";
            case 5 -> one("[0]", "[1]", "[-1]");
            case 6 -> ".to_array(@)";
            case 7, 8 -> "[?" + expression(depth - 1) + "]";
            case 9 -> ".[" + expression(depth - 1) + "]";
            default -> ".{a: " + expression(depth - 1) + "}";
        };
    }

    /** Members in the order of their names, as the library's answers have them here. */
    private JsonNode value(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 4)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.numberNode(random.nextInt(3));
            case 2 -> NODES.textNode(one("", "x"));
            case 3 -> NODES.booleanNode(random.nextBoolean());
            case 4, 5 -> {
                ArrayNode array = NODES.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(value(depth - 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = NODES.objectNode();
                for (String name : List.of("a", "b", "c")) {
                    if (random.nextInt(4) > 0) {
                        object.set(name, value(depth - 1));
                    }
                }
                yield object;
            }
        };
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
