package dev.idempotency.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.idempotency.key.ReferenceTokens.Kind;
import dev.idempotency.key.ReferenceTokens.Token;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An independent evaluation of JMESPath to compare ours with: all of the grammar but slices, and one function.
 *
 * <p>A precedence-climbing parser with the binding powers that the implementations of the specification's authors
 * share. It is checked by the same compliance cases.
 */
final class ReferenceJmesPath {

    /** A parsed expression. */
    interface Expression {
        JsonNode search(JsonNode input);
    }

    /** Something that this evaluation leaves out. */
    static final class NotCoveredException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotCoveredException(String what) {
            super(what);
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Expression CURRENT = input -> input;

    /** Tokens that bind no tighter than this end the right-hand side of a projection. */
    private static final int ENDS_PROJECTION = 9;

    private final ReferenceTokens tokens;

    private ReferenceJmesPath(String expression) {
        this.tokens = new ReferenceTokens(expression);
    }

    static Expression compile(String text) {
        ReferenceJmesPath parser = new ReferenceJmesPath(text);
        Expression expression = parser.expression(0);
        if (parser.tokens.peek() != Kind.END) {
            throw new IllegalArgumentException("more than one expression");
        }
        return expression;
    }

    private Expression expression(int power) {
        Expression left = beginning(tokens.take());
        while (power < tokens.peek().power) {
            left = continuation(tokens.take(), left);
        }
        return left;
    }

    private Expression beginning(Token token) {
        return switch (token.kind()) {
            case NAME -> tokens.takeIf("(") ? call(token.text()) : member(token.text());
            case QUOTED_NAME -> member(token.text());
            case LITERAL -> constant(json(token.text()));
            case RAW_STRING -> constant(NODES.textNode(token.text()));
            case CURRENT -> CURRENT;
            case STAR -> objectProjection(CURRENT, projected(Kind.STAR.power));
            case FLATTEN -> projection(flattened(CURRENT), projected(Kind.FLATTEN.power));
            case FILTER -> filter(CURRENT);
            case NOT -> negation(expression(Kind.NOT.power));
            case BRACE -> multiSelectHash();
            case BRACKET ->
                tokens.peek() == Kind.NUMBER
                                || tokens.peek() == Kind.COLON
                                || (tokens.peek() == Kind.STAR && tokens.peekFurther() == Kind.CLOSING)
                        ? bracket(CURRENT)
                        : multiSelectList();
            case PARENTHESIS -> {
                Expression inner = expression(0);
                tokens.require(")");
                yield inner;
            }
            default -> throw new IllegalArgumentException("unexpected " + token);
        };
    }

    private Expression continuation(Token token, Expression left) {
        return switch (token.kind()) {
            case DOT ->
                tokens.takeIf("*")
                        ? objectProjection(left, projected(Kind.STAR.power))
                        : then(left, afterDot(Kind.DOT.power));
            case PIPE -> then(left, expression(Kind.PIPE.power));
            case OR -> or(left, expression(Kind.OR.power));
            case AND -> and(left, expression(Kind.AND.power));
            case COMPARISON -> comparison(token.text(), left, expression(Kind.COMPARISON.power));
            case FLATTEN -> projection(flattened(left), projected(Kind.FLATTEN.power));
            case FILTER -> filter(left);
            case BRACKET -> bracket(left);
            default -> throw new IllegalArgumentException("unexpected " + token);
        };
    }

    private Expression bracket(Expression left) {
        if (tokens.takeIf("*")) {
            tokens.require("]");
            return projection(left, projected(Kind.STAR.power));
        }
        if (tokens.peek() == Kind.COLON || tokens.peekFurther() == Kind.COLON) {
            throw new NotCoveredException("slice");
        }
        int index = Integer.parseInt(tokens.take().text());
        tokens.require("]");
        return input -> {
            JsonNode array = left.search(input);
            JsonNode element = array.isArray() ? array.get(index < 0 ? array.size() + index : index) : null;
            return element == null ? NullNode.instance : element;
        };
    }

    private Expression filter(Expression left) {
        Expression condition = expression(0);
        tokens.require("]");
        Expression right = projected(Kind.FILTER.power);
        return projection(
                input -> {
                    JsonNode array = left.search(input);
                    ArrayNode selected = NODES.arrayNode();
                    array.forEach(element -> {
                        if (isTrue(condition.search(element))) {
                            selected.add(element);
                        }
                    });
                    return array.isArray() ? selected : NullNode.instance;
                },
                right);
    }

    private Expression projected(int power) {
        Kind next = tokens.peek();
        if (next.power <= ENDS_PROJECTION) {
            return CURRENT;
        }
        if (next == Kind.BRACKET || next == Kind.FILTER) {
            return expression(power);
        }
        tokens.require(".");
        return afterDot(power);
    }

    private Expression afterDot(int power) {
        return switch (tokens.peek()) {
            case NAME, QUOTED_NAME, STAR -> expression(power);
            case BRACKET, BRACE -> tokens.take().kind() == Kind.BRACE ? multiSelectHash() : multiSelectList();
            default -> throw new IllegalArgumentException("unexpected after dot");
        };
    }

    private Expression multiSelectList() {
        List<Expression> elements = new ArrayList<>();
        do {
            elements.add(expression(0));
        } while (tokens.takeIf(","));
        tokens.require("]");
        return input -> {
            ArrayNode array = NODES.arrayNode();
            elements.forEach(element -> array.add(element.search(input)));
            return input.isNull() ? input : array;
        };
    }

    private Expression multiSelectHash() {
        Map<String, Expression> members = new LinkedHashMap<>();
        do {
            Token name = tokens.take();
            if (name.kind() != Kind.NAME && name.kind() != Kind.QUOTED_NAME) {
                throw new IllegalArgumentException("not a name: " + name);
            }
            tokens.require(":");
            members.put(name.text(), expression(0));
        } while (tokens.takeIf(","));
        tokens.require("}");
        return input -> {
            ObjectNode object = NODES.objectNode();
            members.forEach((name, value) -> object.set(name, value.search(input)));
            return input.isNull() ? input : object;
        };
    }

    private Expression call(String name) {
        if (!name.equals("to_array")) {
            throw new NotCoveredException(name);
        }
        Expression argument = expression(0);
        tokens.require(")");
        return input -> {
            JsonNode value = argument.search(input);
            return value.isArray() ? value : NODES.arrayNode().add(value);
        };
    }

    private static Expression member(String name) {
        return input -> input.has(name) ? input.get(name) : NullNode.instance;
    }

    private static Expression constant(JsonNode value) {
        return input -> value;
    }

    private static Expression then(Expression left, Expression right) {
        return input -> right.search(left.search(input));
    }

    private static Expression or(Expression left, Expression right) {
        return input -> isTrue(left.search(input)) ? left.search(input) : right.search(input);
    }

    private static Expression and(Expression left, Expression right) {
        return input -> isTrue(left.search(input)) ? right.search(input) : left.search(input);
    }

    private static Expression negation(Expression negated) {
        return input -> NODES.booleanNode(!isTrue(negated.search(input)));
    }

    private static Expression projection(Expression left, Expression right) {
        return input -> {
            JsonNode array = left.search(input);
            return array.isArray() ? each(array, right) : NullNode.instance;
        };
    }

    private static Expression objectProjection(Expression left, Expression right) {
        return input -> {
            JsonNode object = left.search(input);
            return object.isObject() ? each(object, right) : NullNode.instance;
        };
    }

    private static ArrayNode each(JsonNode container, Expression right) {
        ArrayNode results = NODES.arrayNode();
        container.forEach(element -> {
            JsonNode result = right.search(element);
            if (!result.isNull()) {
                results.add(result);
            }
        });
        return results;
    }

    private static Expression flattened(Expression left) {
        return input -> {
            JsonNode array = left.search(input);
            ArrayNode flat = NODES.arrayNode();
            array.forEach(element -> {
                if (element instanceof ArrayNode inner) {
                    flat.addAll(inner);
                } else {
                    flat.add(element);
                }
            });
            return array.isArray() ? flat : NullNode.instance;
        };
    }

    private static Expression comparison(String operator, Expression left, Expression right) {
        return input -> {
            JsonNode one = left.search(input);
            JsonNode other = right.search(input);
            if (operator.equals("==") || operator.equals("!=")) {
                return NODES.booleanNode(one.equals(other) == operator.equals("=="));
            }
            if (!one.isNumber() || !other.isNumber()) {
                return NullNode.instance;
            }
            int order = one.decimalValue().compareTo(other.decimalValue());
            return NODES.booleanNode(order == 0 ? operator.endsWith("=") : (order < 0) == operator.startsWith("<"));
        };
    }

    private static boolean isTrue(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL -> false;
            case BOOLEAN -> value.booleanValue();
            case STRING -> !value.textValue().isEmpty();
            case ARRAY, OBJECT -> !value.isEmpty();
            default -> true;
        };
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
