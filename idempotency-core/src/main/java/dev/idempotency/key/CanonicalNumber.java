package dev.idempotency.key;

import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The one text of a number: the layout of ECMAScript's {@code Number::toString}, as RFC 8785 section 3.2.2.3 has it,
 * applied to the number's exact decimal digits.
 *
 * <p>The digits of a {@code double} are the fewest that read back as the same {@code double}, those of a
 * {@code float} the fewest that read back as the same {@code float}. Integers are exact at any size. A fraction is
 * exact, too, but refused beyond the range of {@code double}, where its text reads as infinity elsewhere.
 */
final class CanonicalNumber {

    /** Up to it, a {@code double} can have fewer digits than the two that Jackson (like the JDK) writes at least. */
    private static final double TINY_DOUBLE = 1e-322;

    private static final float TINY_FLOAT = 1e-43f;

    private static final MathContext ONE_DIGIT = new MathContext(1, RoundingMode.HALF_UP);

    /** Half a unit above {@link Double#MAX_VALUE}: from here on, text reads as infinity. */
    private static final BigDecimal INFINITE =
            new BigDecimal(BigInteger.ONE.shiftLeft(1024).subtract(BigInteger.ONE.shiftLeft(970)));

    /** Digits in front of the exponent of the largest {@code double}, and thus of {@link #INFINITE}. */
    private static final int INFINITE_DIGITS = 309;

    /** Bits of the largest number of {@link PayloadLimits#BYTES} digits: log2(10) is less than 3.322. */
    private static final int MAX_BITS = (int) (PayloadLimits.BYTES * 3.322);

    private static final int LONGEST_PLAIN_INTEGER = 21;
    private static final int MOST_LEADING_ZEROS = 6;

    private CanonicalNumber() {}

    /**
     * Writes the canonical text of a number.
     *
     * @throws UnusablePayloadException if the number is not finite, is a fraction beyond the range of {@code double}, or
     *     has more than {@link PayloadLimits#BYTES} digits
     */
    static void write(JsonNode number, CanonicalOutput out) {
        switch (number.numberType()) {
            case INT, LONG -> out.ascii(NumberOutput.toString(number.longValue()));
            case BIG_DECIMAL -> layOut(requireFinite(exact(number)), out);
            default -> layOut(exact(number), out);
        }
    }

    /**
     * The exact value, the same on every JDK, in time and space that the exponent does not matter for.
     *
     * @throws UnusablePayloadException if the number is not finite or has more than {@link PayloadLimits#BYTES} digits
     */
    static BigDecimal exact(JsonNode number) {
        return switch (number.numberType()) {
            case INT, LONG -> BigDecimal.valueOf(number.longValue());
            case BIG_INTEGER -> new BigDecimal(requireWritable(number.bigIntegerValue()));
            case BIG_DECIMAL -> {
                requireWritable(number.decimalValue().unscaledValue());
                yield number.decimalValue();
            }
            case FLOAT -> shortest(number.floatValue());
            case DOUBLE -> shortest(number.doubleValue());
        };
    }

    /** {@link Double#toString} writes digits too many before JDK 19. */
    private static BigDecimal shortest(double value) {
        if (!Double.isFinite(value)) {
            throw notFinite();
        }
        BigDecimal digits = new BigDecimal(NumberOutput.toString(value, true));
        if (Math.abs(value) <= TINY_DOUBLE) {
            BigDecimal digit = digits.round(ONE_DIGIT);
            return digit.doubleValue() == value ? digit : digits;
        }
        return digits;
    }

    private static BigDecimal shortest(float value) {
        if (!Float.isFinite(value)) {
            throw notFinite();
        }
        BigDecimal digits = new BigDecimal(NumberOutput.toString(value, true));
        if (Math.abs(value) <= TINY_FLOAT) {
            BigDecimal digit = digits.round(ONE_DIGIT);
            return digit.floatValue() == value ? digit : digits;
        }
        return digits;
    }

    private static BigDecimal requireFinite(BigDecimal value) {
        long integerDigits = (long) value.precision() - value.scale();
        boolean infinite = integerDigits > INFINITE_DIGITS
                || (integerDigits == INFINITE_DIGITS && value.abs().compareTo(INFINITE) >= 0);
        if (infinite && value.signum() != 0) {
            throw notFinite();
        }
        return value;
    }

    private static BigInteger requireWritable(BigInteger digits) {
        if (digits.bitLength() > MAX_BITS) {
            throw new UnusablePayloadException("a number has more than " + PayloadLimits.BYTES + " digits");
        }
        return digits;
    }

    private static UnusablePayloadException notFinite() {
        return new UnusablePayloadException("a number is infinite, beyond the range of double, or NaN");
    }

    private static void layOut(BigDecimal value, CanonicalOutput out) {
        if (value.signum() == 0) {
            out.ascii('0');
            return;
        }
        String digits = value.unscaledValue().abs().toString();
        long point = (long) digits.length() - value.scale();
        if (value.signum() < 0) {
            out.ascii('-');
        }
        String significant = withoutTrailingZeros(digits);
        out.charge(digits.length() - significant.length());
        layOut(significant, point, out);
    }

    /** Lays out the number {@code 0.digits} times ten to the power of {@code point}. */
    private static void layOut(String digits, long point, CanonicalOutput out) {
        int count = digits.length();
        if (point > LONGEST_PLAIN_INTEGER || point <= -MOST_LEADING_ZEROS) {
            withExponent(digits, point - 1, out);
        } else if (point <= 0) {
            out.ascii("0.");
            zeros(-point, out);
            out.ascii(digits);
        } else if (count <= point) {
            out.ascii(digits);
            zeros(point - count, out);
        } else {
            out.ascii(digits.substring(0, (int) point));
            out.ascii('.');
            out.ascii(digits.substring((int) point));
        }
    }

    private static void withExponent(String digits, long exponent, CanonicalOutput out) {
        out.ascii(digits.charAt(0));
        if (digits.length() > 1) {
            out.ascii('.');
            out.ascii(digits.substring(1));
        }
        out.ascii(exponent < 0 ? "e-" : "e+");
        out.ascii(NumberOutput.toString(Math.abs(exponent)));
    }

    private static void zeros(long count, CanonicalOutput out) {
        for (long i = 0; i < count; i++) {
            out.ascii('0');
        }
    }

    private static String withoutTrailingZeros(String digits) {
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return digits.substring(0, end);
    }
}
