package dev.idempotency.key;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of a JMESPath expression, for {@link ReferenceJmesPath}. */
final class ReferenceTokens {

    enum Kind {
        NAME(0),
        QUOTED_NAME(0),
        LITERAL(0),
        RAW_STRING(0),
        NUMBER(0),
        CURRENT(0),
        COLON(0),
        COMMA(0),
        CLOSING(0),
        REFERENCE(0),
        END(0),
        PIPE(1),
        OR(2),
        AND(3),
        COMPARISON(5),
        FLATTEN(9),
        STAR(20),
        FILTER(21),
        DOT(40),
        NOT(45),
        BRACE(50),
        BRACKET(55),
        PARENTHESIS(60);

        /** How tightly it binds what is on its left. */
        final int power;

        Kind(int power) {
            this.power = power;
        }
    }

    record Token(Kind kind, String text) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:"
            + "(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<number>-?[0-9]+)|(?<quoted>\"(?:[^\"\\\\]|\\\\.)*\")"
            + "|'(?<raw>(?:[^'\\\\]|\\\\.)*)'|`(?<literal>(?:[^`\\\\]|\\\\.)*)`"
            + "|(?<symbol>\\[\\]|\\[\\?|\\|\\||&&|[=!<>]=|[\\]\\[{}().*|!,:@<>&]))");

    private final List<Token> tokens = new ArrayList<>();
    private int next;

    ReferenceTokens(String expression) {
        Matcher matcher = TOKEN.matcher(expression);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            tokens.add(token(matcher));
            end = matcher.end();
        }
        if (!expression.substring(end).isBlank()) {
            throw new IllegalArgumentException("cannot read " + expression.substring(end));
        }
        tokens.add(new Token(Kind.END, ""));
    }

    Kind peek() {
        return tokens.get(next).kind();
    }

    /** The token after the next one. */
    Kind peekFurther() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1)).kind();
    }

    Token take() {
        return tokens.get(next++);
    }

    boolean takeIf(String text) {
        boolean matches = tokens.get(next).text().equals(text);
        next += matches ? 1 : 0;
        return matches;
    }

    void require(String text) {
        if (!takeIf(text)) {
            throw new IllegalArgumentException(text + " expected, not " + tokens.get(next));
        }
    }

    private static Token token(Matcher matcher) {
        if (matcher.group("name") != null) {
            return new Token(Kind.NAME, matcher.group("name"));
        } else if (matcher.group("number") != null) {
            return new Token(Kind.NUMBER, matcher.group("number"));
        } else if (matcher.group("quoted") != null) {
            return new Token(Kind.QUOTED_NAME, unquoted(matcher.group("quoted")));
        } else if (matcher.group("raw") != null) {
            return new Token(Kind.RAW_STRING, matcher.group("raw").replace("\\'", "'"));
        } else if (matcher.group("literal") != null) {
            return new Token(Kind.LITERAL, matcher.group("literal").replace("\\`", "`"));
        }
        return new Token(symbol(matcher.group("symbol")), matcher.group("symbol"));
    }

    private static Kind symbol(String text) {
        return switch (text) {
            case "[" -> Kind.BRACKET;
            case "{" -> Kind.BRACE;
            case "(" -> Kind.PARENTHESIS;
            case "]", "}", ")" -> Kind.CLOSING;
            case "[]" -> Kind.FLATTEN;
            case "[?" -> Kind.FILTER;
            case "." -> Kind.DOT;
            case "*" -> Kind.STAR;
            case "|" -> Kind.PIPE;
            case "||" -> Kind.OR;
            case "&&" -> Kind.AND;
            case "!" -> Kind.NOT;
            case "," -> Kind.COMMA;
            case ":" -> Kind.COLON;
            case "@" -> Kind.CURRENT;
            case "&" -> Kind.REFERENCE;
            default -> Kind.COMPARISON;
        };
    }

    private static String unquoted(String text) {
        try {
            return JSON.readValue(text, String.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
