package dev.idempotency.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A key: the digest of a tree with sorted members, as one writes it by hand for payloads without surprises. */
final class HandWritten {

    private HandWritten() {}

    static String key(JsonNode slice) {
        return "charge#" + digest(slice);
    }

    private static String digest(JsonNode tree) {
        StringBuilder text = new StringBuilder();
        append(tree, text);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static void append(JsonNode node, StringBuilder text) {
        if (node.isObject()) {
            appendObject(node, text);
        } else if (node.isArray()) {
            text.append('[');
            for (int i = 0; i < node.size(); i++) {
                append(node.get(i), text.append(i == 0 ? "" : ","));
            }
            text.append(']');
        } else if (node.isTextual()) {
            appendText(node.textValue(), text);
        } else {
            text.append(node.asText());
        }
    }

    private static void appendObject(JsonNode node, StringBuilder text) {
        List<String> names = new ArrayList<>(node.size());
        node.fieldNames().forEachRemaining(names::add);
        names.sort(null);
        text.append('{');
        for (String name : names) {
            appendText(name, text);
            append(node.get(name), text.append(':'));
            text.append(',');
        }
        text.append('}');
    }

    private static void appendText(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.append(c);
        }
        text.append('"');
    }
}
