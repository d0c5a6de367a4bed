package dev.idempotency.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Random JSON values, and random texts of them that all mean the same. */
final class RandomJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int[] CODE_POINTS = {
        'a', 'b', 'Z', '0', ' ', '"', '\\', '/', '\n', '\t', '\r', '\b', '\f', 0, 0x1f, 0x7f, 0x80, 0xe9, 0x7ff, 0x800,
        0x20ac, 0xd7ff, 0xe000, 0xfb33, 0xffff, 0x10000, 0x1f600, 0x10ffff
    };

    private final Random random;

    RandomJson(Random random) {
        this.random = random;
    }

    JsonNode value(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.textNode(text());
            case 3 -> NODES.numberNode(decimal());
            case 4 -> NODES.numberNode(new BigInteger(1 + random.nextInt(90), random));
            case 5 -> array(depth);
            default -> object(depth);
        };
    }

    /** A decimal within the range of double. */
    BigDecimal decimal() {
        BigInteger digits = new BigInteger(1 + random.nextInt(80), random);
        BigDecimal decimal = new BigDecimal(digits, random.nextInt(80) - 40);
        return random.nextBoolean() ? decimal : decimal.negate();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.appendCodePoint(CODE_POINTS[random.nextInt(CODE_POINTS.length)]);
        }
        return text.toString();
    }

    private ArrayNode array(int depth) {
        ArrayNode array = NODES.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            array.add(value(depth - 1));
        }
        return array;
    }

    private ObjectNode object(int depth) {
        ObjectNode object = NODES.objectNode();
        for (int i = random.nextInt(5); i > 0; i--) {
            object.set(text(), value(depth - 1));
        }
        return object;
    }

    /** Some JSON text of the value: any member order, white space, escapes and number layout. */
    String spelling(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> objectSpelling(value);
            case ARRAY -> {
                List<String> elements = new ArrayList<>();
                value.forEach(element -> elements.add(spelling(element)));
                yield '[' + space() + String.join("," + space(), elements) + ']';
            }
            case STRING -> quoted(value.textValue());
            case NUMBER -> numberSpelling(value.decimalValue());
            default -> value.toString();
        };
    }

    private String objectSpelling(JsonNode object) {
        List<String> members = new ArrayList<>();
        object.properties()
                .forEach(member ->
                        members.add(quoted(member.getKey()) + space() + ':' + space() + spelling(member.getValue())));
        Collections.shuffle(members, random);
        return '{' + String.join(space() + ",", members) + space() + '}';
    }

    private String numberSpelling(BigDecimal value) {
        if (value.signum() == 0) {
            return List.of("0", "-0", "0.00", "-0e5", "0E-7").get(random.nextInt(5));
        }
        BigDecimal padded = random.nextBoolean() ? value : value.setScale(value.scale() + 1 + random.nextInt(3));
        return switch (random.nextInt(3)) {
            case 0 -> padded.toPlainString();
            case 1 -> padded.unscaledValue() + (random.nextBoolean() ? "e" : "E") + -padded.scale();
            default -> padded.toString();
        };
    }

    private String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c < ' ' || c == '"' || c == '\\' || random.nextInt(4) == 0) {
                String format = random.nextBoolean() ? "\\u%04x" : "\\u%04X";
                Character.toString(c).chars().forEach(unit -> quoted.append(String.format(format, unit)));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }

    private String space() {
        return List.of("", "", " ", "\n\t").get(random.nextInt(4));
    }
}
