package dev.idempotency.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ShortNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("K2")
class CanonicalNumberTest {

    @ParameterizedTest
    @DisplayName("K2: the layout is that of ECMAScript's Number::toString")
    @CsvSource({
        "0, 0",
        "0E-999999999, 0",
        "-0.00, 0",
        "5, 5",
        "-12.50, -12.5",
        "123456789012345678901, 123456789012345678901",
        "999999999999999999999, 999999999999999999999",
        "1000000000000000000000, 1e+21",
        "1234567890123456789012, 1.234567890123456789012e+21",
        "120e18, 120000000000000000000",
        "0.000001, 0.000001",
        "0.00000123, 0.00000123",
        "0.0000001, 1e-7",
        "0.000000123, 1.23e-7",
        "100.001, 100.001",
        "1.5E+300, 1.5e+300",
        "12E-999999999, 1.2e-999999998",
        "0.3, 0.3",
        "-1e-324, -1e-324"
    })
    void decimalsAreLaidOutByTheirDigits(BigDecimal value, String canonical) {
        assertThat(canonical(DecimalNode.valueOf(value))).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "4.9E-324, 5e-324",
        "9.9E-324, 1e-323",
        "1.5E-323, 1.5e-323",
        "5.9E-323, 6e-323",
        "9.9E-323, 1e-322",
        "2.2250738585072014E-308, 2.2250738585072014e-308",
        "2.2250738585072011e-308, 2.225073858507201e-308",
        "1.7976931348623157E308, 1.7976931348623157e+308",
        "2.0E-3, 0.002",
        "2E23, 2e+23",
        "1E23, 1e+23",
        "9007199254740993, 9007199254740992",
        "123456789.125, 123456789.125",
        "-4.35, -4.35",
        "333333333.33333329, 333333333.3333333",
        "5.684341886080802E-14, 5.684341886080802e-14"
    })
    void doublesHaveTheirShortestDigits(double value, String canonical) {
        assertThat(canonical(DoubleNode.valueOf(value))).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "1.4E-45, 1e-45",
        "2.8E-45, 3e-45",
        "2.9E-44, 3e-44",
        "3.4028235E38, 3.4028235e+38",
        "16777216, 16777216"
    })
    void floatsHaveTheirOwnShortestDigits(float value, String canonical) {
        assertThat(canonical(FloatNode.valueOf(value))).isEqualTo(canonical);
    }

    @Test
    @DisplayName("K2: the Java type of a number does not matter")
    void theTypeOfANumberDoesNotMatter() {
        assertThat(List.of(
                        ShortNode.valueOf((short) 7),
                        IntNode.valueOf(7),
                        LongNode.valueOf(7),
                        BigIntegerNode.valueOf(BigInteger.valueOf(7)),
                        DecimalNode.valueOf(new BigDecimal("7.00")),
                        DoubleNode.valueOf(7),
                        FloatNode.valueOf(7)))
                .allSatisfy(node -> assertThat(canonical(node)).isEqualTo("7"));
        assertThat(canonical(LongNode.valueOf(Long.MIN_VALUE))).isEqualTo("-9223372036854775808");
    }

    @Test
    @DisplayName("K2: random doubles read back as themselves, and no fewer digits would")
    void doublesRoundTripWithTheFewestDigits() {
        Random random = Seed.random("doublesRoundTripWithTheFewestDigits");
        for (int i = 0; i < 30_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertShortest(value, canonical(DoubleNode.valueOf(value)), Double::parseDouble);
            }
        }
    }

    @Test
    void theSmallestDoublesHaveTheFewestDigits() {
        for (int units = 1; units <= 5_000; units++) {
            double value = units * Double.MIN_VALUE;
            assertShortest(value, canonical(DoubleNode.valueOf(value)), Double::parseDouble);
        }
    }

    @Test
    void theSmallestFloatsHaveTheFewestDigits() {
        for (int units = 1; units <= 5_000; units++) {
            float value = units * Float.MIN_VALUE;
            assertShortest(value, canonical(FloatNode.valueOf(value)), Float::parseFloat);
        }
    }

    @Test
    void randomFloatsRoundTripWithTheFewestDigits() {
        Random random = Seed.random("randomFloatsRoundTripWithTheFewestDigits");
        for (int i = 0; i < 30_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(value)) {
                assertShortest(value, canonical(FloatNode.valueOf(value)), Float::parseFloat);
            }
        }
    }

    @ParameterizedTest
    @DisplayName("K3: what is not finite is refused, and so is a fraction that reads as infinity")
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
    void notFiniteIsRefused(String text) {
        assertRefused(DoubleNode.valueOf(Double.parseDouble(text)), "infinite");
        assertRefused(FloatNode.valueOf(Float.parseFloat(text)), "infinite");
    }

    @ParameterizedTest
    @DisplayName("K3: a fraction that reads as infinity is refused without being expanded")
    @ValueSource(strings = {"1e309", "-1e309", "1e400", "1e999999999", "-1e2147483647", "17976931348623158.08e292"})
    void fractionsBeyondDoubleAreRefused(BigDecimal value) {
        assertRefused(DecimalNode.valueOf(value), "infinite");
    }

    @Test
    void theLargestFractionIsJustBelowWhatReadsAsInfinity() {
        BigDecimal infinite =
                BigDecimal.valueOf(2).pow(1024).subtract(BigDecimal.valueOf(2).pow(970));
        BigDecimal below = infinite.subtract(new BigDecimal("0.5"));

        assertThat(infinite.doubleValue()).isInfinite();
        assertRefused(DecimalNode.valueOf(infinite), "infinite");
        assertThat(below.doubleValue()).isFinite();
        assertThat(canonical(DecimalNode.valueOf(below))).endsWith("e+308");
    }

    @Test
    @DisplayName("K2: integers are exact at any size, beyond the range of double, too")
    void integersAreExactBeyondDouble() {
        BigInteger large = BigInteger.TEN.pow(400).add(BigInteger.ONE);

        assertThat(canonical(BigIntegerNode.valueOf(large))).startsWith("1.000").endsWith("001e+400");
        assertThat(canonical(BigIntegerNode.valueOf(BigInteger.TEN.pow(400)))).isEqualTo("1e+400");
        assertThat(canonical(BigIntegerNode.valueOf(large.negate()))).startsWith("-1.000");
    }

    @Test
    @DisplayName("K3: more digits than the canonical form may have bytes are refused unread")
    void tooManyDigitsAreRefused() {
        BigInteger huge = BigInteger.ONE.shiftLeft(1 << 26);

        assertRefused(BigIntegerNode.valueOf(huge), "digits");
        assertRefused(DecimalNode.valueOf(new BigDecimal(huge, 1 << 26)), "digits");
    }

    @Test
    @DisplayName("K3: zeros that end up in the exponent count, since writing them out took the time")
    void trailingZerosCountTowardsTheSize() {
        BigIntegerNode zeros = BigIntegerNode.valueOf(BigInteger.TEN.pow(100_000));
        JsonNode tenTimes = JsonNodeFactory.instance.arrayNode().addAll(Collections.nCopies(11, zeros));

        assertRefused(tenTimes, "1048576 bytes");
    }

    /** Reads back as the same value, and neither neighbour with a digit less does. */
    private static void assertShortest(double value, String canonical, ToDouble parse) {
        assertThat(parse.apply(canonical)).isEqualTo(value == 0 ? 0.0 : value);
        BigDecimal digits = new BigDecimal(canonical).stripTrailingZeros();
        if (digits.precision() > 1) {
            for (RoundingMode mode : List.of(RoundingMode.UP, RoundingMode.DOWN)) {
                BigDecimal shorter = digits.round(new MathContext(digits.precision() - 1, mode));
                assertThat(parse.apply(shorter.toString()))
                        .as("%s for %s", shorter, canonical)
                        .isNotEqualTo(value);
            }
        }
    }

    private interface ToDouble {
        double apply(String text);
    }

    private static void assertRefused(JsonNode value, String reason) {
        assertThatExceptionOfType(UnusablePayloadException.class)
                .isThrownBy(() -> CanonicalForm.text(value))
                .withMessageContaining(reason);
    }

    private static String canonical(JsonNode number) {
        return CanonicalForm.text(number);
    }
}
