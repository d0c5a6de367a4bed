package dev.idempotency.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("K5")
class TrustedSubsetTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @DisplayName("K5: what the library answers wrongly is refused, with the place and the reason")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "x[1:]; x[1:]; slice",
                "x[::-1]; x[::-1]; slice",
                "[0:2]; [0:2]; slice",
                "a | b[:1].c; b[:1]; slice",
                "{a: length(x[1:])}; x[1:]; slice",
                "[?x[:1]]; x[:1]; slice",
                "!a.b; !a.b; parentheses",
                "!a[0]; !a[0]; parentheses",
                "!!a.b; !a.b; parentheses",
                "items[?!a.b].id; !a.b; parentheses",
                "*; *; nulls",
                "a.*; a.*; nulls",
                "[]; []; nulls",
                "a[]; a[]; nulls",
                "a[].b[]; a[].b[]; nulls",
                "[a[], b]; a[]; nulls",
                "length(a[]); a[]; nulls",
                "(a[]); a[]; nulls",
                "a[] || b; a[]; nulls",
                "a[] | [0]; a[]; nulls",
                "a[] | (@)[*]; a[]; nulls",
                "a[*].b.* | [*]; a[*].b.*; nulls",
                "(a[])[*].to_array(@); a[]; nulls",
                "a[][].to_array(@); a[]; nulls",
                "items[?!deleted]; items[?!deleted]; nulls",
                "items[?a != `1`]; items[?a != `1`]; nulls",
                "a[?x][?y]; a[?x][?y]; filters twice",
                "a[?x].b[?y]; a[?x].b[?y]; filters twice",
                "a[?x].b[*].c[?y].d; a[?x].b[*].c[?y]; filters twice",
                "a[*].[b, c].d; a[*].[b, c]; two ways",
                "a[?x].{b: b}[0]; a[?x].{b: b}; two ways",
                "[?a == 'x\\\\y']; 'x\\\\y'; two ways",
                "\"a\\`\"; \"a\\`\"; JSON string"
            })
    void untrustedConstructsAreRefused(String expression, String place, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JmesPathSelector.compile("eventKeyJmesPath", expression))
                .withMessageStartingWith("eventKeyJmesPath \"" + expression + "\" ")
                .withMessageContaining("contains \"" + place + "\"")
                .withMessageContaining(reason);
    }

    @ParameterizedTest
    @DisplayName("K5: what the library answers rightly is allowed")
    @ValueSource(
            strings = {
                "userId",
                "[userId, productId]",
                "{user: userId, product: productId}",
                "detail.order.id",
                "Records[*].body",
                "Records[].messageId",
                "Records[0].body",
                "Records[-1].body",
                "orders[].lines[].sku",
                "headers.\"X-Idempotency-Key\"",
                "powertools_json(body).[userId, productId]",
                "powertools_json(powertools_base64(data)).id",
                "Records[*].powertools_json(body).id",
                "items[?price > `10`].id",
                "items[?price > `10`]",
                "items[?length(name) > `10`]",
                "items[?!(deleted)].id",
                "items[?status != 'x'].id",
                "items[?a && !b].id",
                "items[?a] | [?b]",
                "items[*].tags[?main].name",
                "attributes.*.id",
                "attributes.*.a.b",
                "a.* | [*]",
                "a[] | [*]",
                "(a[])[*]",
                "a[] | [?b == `1`]",
                "a[?!b] | [*].c",
                "a[*].[b, c]",
                "a[].b[].[c, d]",
                "a[*].[b, c] | [0]",
                "a | b | c",
                "(a || b) && c",
                "sort_by(items, &id)[*].id",
                "join('-', [a, b])",
                "to_string(@)",
                "[?x == '*']",
                "[?x == '[1:]']",
                "\"a[1:]\"",
                "contains(x, `\"a.*\"`)",
                "not_null(a, b)",
                "@"
            })
    void trustedConstructsAreAllowed(String expression) {
        assertThatCode(() -> JmesPathSelector.compile("eventKeyJmesPath", expression))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @DisplayName("K5: the ways out that the messages name give what JMESPath gives")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "a[] | [*]; {\"a\":[1,null,[2,null]]}; [1,2]",
                "a.* | [*]; {\"a\":{\"x\":null,\"y\":1}}; [1]",
                "a[?!b] | [*]; {\"a\":[null,{\"b\":1},{\"c\":2}]}; [{\"c\":2}]",
                "a[].b; {\"a\":[null,{\"b\":1},[{\"b\":2}]]}; [1,2]",
                "a[?x] | [?y]; {\"a\":[{\"x\":1},{\"x\":1,\"y\":2}]}; [{\"x\":1,\"y\":2}]",
                "!(a.b); {\"a\":{\"b\":0}}; false",
                "a.*.b.c; {\"a\":{\"x\":{\"b\":{\"c\":1}},\"y\":{}}}; [1]",
                "a[*].[b, c] | [0]; {\"a\":[{\"b\":1},{\"c\":2}]}; [1,null]"
            })
    void theWaysOutAreRight(String expression, String given, String selected) throws IOException {
        JsonNode slice =
                JmesPathSelector.compile("eventKeyJmesPath", expression).select(JSON.readTree(given));

        assertThat(slice).isEqualTo(JSON.readTree(selected));
    }

    @ParameterizedTest
    @DisplayName("K6: a malformed expression fails when it is compiled")
    @ValueSource(
            strings = {
                "",
                "   ",
                "a.",
                "a b",
                "[",
                "(a",
                "a[",
                "a[1",
                "{a}",
                "'a",
                "\"a",
                "`{`",
                "`{\"a\":1,\"a\":2}`",
                "`1` `2`",
                "foo(a)",
                "powertools_jsn(a)",
                "length()",
                "length(a, b)",
                "powertools_json()",
                "powertools_json(a, b)",
                "a[99999999999]",
                "\"\\u00\"",
                "a..b",
                "&a",
                "#",
                "a[?b",
                "a]",
                "=="
            })
    void malformedExpressionsAreRefused(String expression) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JmesPathSelector.compile("eventKeyJmesPath", expression))
                .withMessageStartingWith("eventKeyJmesPath \"" + expression + "\" ");
    }

    @Test
    void nameThatHasToBeQuotedIsToldSo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JmesPathSelector.compile("eventKeyJmesPath", "headers.idempotency-key"))
                .withMessageContaining("quoted, as in headers.\"x-request-id\"");
    }

    @ParameterizedTest
    @DisplayName("K5: no expression exhausts the stack, neither compiled nor evaluated")
    @ValueSource(strings = {"(", "[", "!", "{a:", "a.", "a||", "a|", "to_array(", "`[", "[?", "a[0].", "&", "*.", "#"})
    void repeatedTextDoesNotExhaustTheStack(String text) {
        for (int times : new int[] {40, 49, 120, 240, 490, 3_000, 100_000}) {
            String open = text.repeat(times);
            String closed = open + "a"
                    + (text.endsWith("[") || text.endsWith("(") ? closing(text).repeat(times) : "");
            onSmallStack(() -> {
                assertCompiledOrRefused(open);
                assertCompiledOrRefused(closed);
            });
        }
    }

    @Test
    void refusalsOfLongExpressionsQuoteTheirBeginning() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JmesPathSelector.compile("eventKeyJmesPath", "(".repeat(100_000)))
                .withMessageContaining("10000 characters")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    private static String closing(String text) {
        return text.endsWith("[") ? "]" : ")";
    }

    private static void assertCompiledOrRefused(String expression) {
        try {
            JmesPathSelector.compile("eventKeyJmesPath", expression).select(JSON.createObjectNode());
        } catch (IllegalArgumentException | UnusablePayloadException refused) {
            assertThat(refused).hasMessageStartingWith("eventKeyJmesPath");
        }
    }

    private static void onSmallStack(Runnable task) {
        Executor smallStack = runnable -> new Thread(null, runnable, "small stack", 512 << 10).start();
        CompletableFuture.runAsync(task, smallStack).join();
    }
}
