package dev.idempotency.dynamodb;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DynamoDbPersistenceStoreBuilderTest {

    static Stream<Arguments> wrongOptions() {
        return Stream.of(
                wrong(b -> b.keyAttribute(""), "keyAttribute", "\"\"", "1 to 255 bytes"),
                wrong(b -> b.expirationAttribute(" "), "expirationAttribute", "\" \"", "not blank"),
                wrong(b -> b.inProgressExpirationAttribute("\t"), "inProgressExpirationAttribute", "not blank"),
                wrong(b -> b.statusAttribute("s".repeat(256)), "statusAttribute", "\"sss", "1 to 255 bytes"),
                wrong(b -> b.dataAttribute("ä".repeat(128)), "dataAttribute", "\"ää", "1 to 255 bytes"),
                wrong(
                        b -> b.validationAttribute("data"),
                        "dataAttribute and validationAttribute",
                        "\"data\"",
                        "different"),
                wrong(b -> b.ownerAttribute("id"), "keyAttribute and ownerAttribute", "\"id\"", "different"),
                wrong(b -> b.sortKeyAttribute("key"), "sortKeyAttribute", "\"key\"", "staticPartitionKey", "not set"),
                wrong(b -> b.staticPartitionKey("all"), "staticPartitionKey", "\"all\"", "sortKeyAttribute", "not set"),
                wrong(
                        b -> b.sortKeyAttribute("id").staticPartitionKey("all"),
                        "keyAttribute and sortKeyAttribute",
                        "\"id\"",
                        "different"),
                wrong(
                        b -> b.sortKeyAttribute("key").staticPartitionKey(""),
                        "staticPartitionKey",
                        "\"\"",
                        "1 to 2048 bytes"),
                wrong(
                        b -> b.sortKeyAttribute("key").staticPartitionKey("p".repeat(2049)),
                        "staticPartitionKey",
                        "\"ppp",
                        "1 to 2048 bytes"));
    }

    @ParameterizedTest
    @MethodSource("wrongOptions")
    void wrongOptionIsRefusedWithItsNameItsValueAndWhatIsAllowed(
            UnaryOperator<DynamoDbPersistenceStoreBuilder> options, String[] named) {
        DynamoDbPersistenceStoreBuilder builder =
                options.apply(DynamoDbPersistenceStore.builder(Dynamo.CLIENT, "idempotency"));

        assertThatIllegalArgumentException().isThrownBy(builder::build).satisfies(refusal -> {
            for (String name : named) {
                org.assertj.core.api.Assertions.assertThat(refusal).hasMessageContaining(name);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ab", "no spaces", "no/slash", "ä-table", "arn:"})
    void tableThatCannotBeIsRefused(String table) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DynamoDbPersistenceStore.create(Dynamo.CLIENT, table))
                .withMessageContaining("table is \"" + table + "\"")
                .withMessageContaining("allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "My_table-1.prod", "arn:aws:dynamodb:eu-west-1:123456789012:table/idempotency"})
    void tableIsGivenByNameOrArn(String table) {
        assertThatCode(() -> DynamoDbPersistenceStore.create(Dynamo.CLIENT, table))
                .doesNotThrowAnyException();
    }

    @Test
    void namesMayChangePlaces() {
        assertThatCode(() -> DynamoDbPersistenceStore.builder(Dynamo.CLIENT, "idempotency")
                        .statusAttribute("data")
                        .dataAttribute("status")
                        .build())
                .doesNotThrowAnyException();
    }

    private static Arguments wrong(UnaryOperator<DynamoDbPersistenceStoreBuilder> options, String... named) {
        return arguments(options, named);
    }
}
