package dev.idempotency.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JMESPath expressions that most keys are: {@code a.b}, {@code "a-b"}, {@code [a, b.c]}, {@code a[*].b} and
 * {@code powertools_json(a).b}. They are compiled and answered here, as the specification says, because loading a whole
 * parser for them would take longer than all the rest of a process's first call.
 *
 * <pre>
 * expression = head step*
 * head       = name | list | function "(" expression ")"
 * step       = "." name | "." list | "[*]" step step*
 * list       = "[" expression ("," expression)* "]"
 * </pre>
 */
final class PlainExpression {

    private static final int LONGEST = 250;
    private static final char END = 0;
    private static final KeySelector CURRENT = new Current();

    private final String text;
    private int at;

    private PlainExpression(String text) {
        this.text = text;
    }

    /**
     * Compiles an expression.
     *
     * @param option name of the configuration option that it comes from, for the messages
     * @return {@code null} for a text that is not a plain expression, be it JMESPath or not
     */
    static @Nullable KeySelector compile(String option, String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        PlainExpression parser = new PlainExpression(text);
        KeySelector selector = parser.expression();
        return selector != null && parser.peek() == END ? new Whole(option, selector) : null;
    }

    private record Whole(String option, KeySelector selector) implements KeySelector {
        @Override
        public JsonNode select(JsonNode payload) {
            try {
                return selector.select(payload);
            } catch (UnusablePayloadException e) {
                throw new UnusablePayloadException(option + ": " + e.getMessage());
            }
        }

        @Override
        public boolean namesParts() {
            return selector.namesParts();
        }
    }

    private record Current() implements KeySelector {
        @Override
        public JsonNode select(JsonNode payload) {
            return payload;
        }
    }

    private record Member(KeySelector source, String name) implements KeySelector {
        @Override
        public JsonNode select(JsonNode payload) {
            JsonNode value = source.select(payload).get(name);
            return value == null ? NullNode.instance : value;
        }
    }

    private record Choice(KeySelector source, List<KeySelector> elements) implements KeySelector {
        @Override
        public JsonNode select(JsonNode payload) {
            JsonNode from = source.select(payload);
            if (from.isNull()) {
                return from;
            }
            ArrayNode chosen = JsonNodeFactory.instance.arrayNode(elements.size());
            for (KeySelector element : elements) {
                chosen.add(element.select(from));
            }
            return chosen;
        }

        @Override
        public boolean namesParts() {
            return true;
        }
    }

    private record Projection(KeySelector source, KeySelector each) implements KeySelector {
        @Override
        public JsonNode select(JsonNode payload) {
            JsonNode from = source.select(payload);
            if (!from.isArray()) {
                return NullNode.instance;
            }
            ArrayNode projected = JsonNodeFactory.instance.arrayNode(from.size());
            for (JsonNode element : from) {
                JsonNode value = each.select(element);
                if (!value.isNull()) {
                    projected.add(value);
                }
            }
            return projected;
        }
    }

    private record Decoded(KeySelector source, Decoding decoding) implements KeySelector {
        @Override
        public JsonNode select(JsonNode payload) {
            return decoding.of(source.select(payload));
        }
    }

    private @Nullable KeySelector expression() {
        KeySelector head = peek() == '[' ? list(CURRENT) : nameOrCall();
        return head == null ? null : steps(head);
    }

    private @Nullable KeySelector steps(KeySelector head) {
        KeySelector source = head;
        while (source != null) {
            if (text.startsWith("[*]", at)) {
                at += 3;
                KeySelector each = steps(CURRENT);
                return each == null || each == CURRENT ? null : new Projection(source, each);
            }
            if (!eat('.')) {
                return source;
            }
            source = peek() == '[' ? list(source) : member(source);
        }
        return null;
    }

    private @Nullable KeySelector list(KeySelector source) {
        eat('[');
        List<KeySelector> elements = new ArrayList<>();
        do {
            KeySelector element = expression();
            if (element == null) {
                return null;
            }
            elements.add(element);
        } while (eat(','));
        return eat(']') ? new Choice(source, elements) : null;
    }

    private @Nullable KeySelector nameOrCall() {
        for (Decoding decoding : Decoding.values()) {
            if (eat(decoding.function() + '(')) {
                KeySelector argument = expression();
                return argument != null && eat(')') ? new Decoded(argument, decoding) : null;
            }
        }
        return member(CURRENT);
    }

    private @Nullable KeySelector member(KeySelector source) {
        String name = peek() == '"' ? quoted() : unquoted();
        return name.isEmpty() || peek() == '(' ? null : new Member(source, name);
    }

    /** Empty, which no name is, for one with an escape. */
    private String quoted() {
        int end = text.indexOf('"', at + 1);
        String name = end < 0 ? "" : text.substring(at + 1, end);
        at = end + 1;
        return isLiteral(name) ? name : "";
    }

    private static boolean isLiteral(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '\\' || name.charAt(i) < ' ') {
                return false;
            }
        }
        return true;
    }

    private String unquoted() {
        int start = at;
        while (at < text.length() && isNamePart(text.charAt(at), at > start)) {
            at++;
        }
        return text.substring(start, at);
    }

    private static boolean isNamePart(char c, boolean isInside) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (isInside && c >= '0' && c <= '9');
    }

    private boolean eat(char c) {
        boolean isNext = peek() == c;
        at += isNext ? 1 : 0;
        return isNext;
    }

    private boolean eat(String word) {
        boolean isNext = text.startsWith(word, at);
        at += isNext ? word.length() : 0;
        return isNext;
    }

    /** The next character that is not white space. */
    private char peek() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : END;
    }
}
