package dev.idempotency.key;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.idempotency.error.IdempotencyKeyException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Payloads that are small themselves and stand for something huge, for a JVM with a small heap. */
final class HostilePayloads {

    private static final ObjectMapper JSON = new ObjectMapper();

    private HostilePayloads() {}

    public static void main(String[] arguments) throws IOException {
        String bomb = Base64.getEncoder().encodeToString(Gzip.zeros(1L << 30));
        refuse("gzip bomb of 1 GiB", "powertools_base64_gzip(x)", bomb);
        refuse("graph of lists that unfolds to 2^40", "x", unfolding());
        refuse("tree that unfolds to 2^40", "x", unfoldingTree());
        refuse("iterator without end", "x", Stream.generate(() -> 1).iterator());
        refuse(
                "texts without end",
                "x",
                Stream.generate(() -> "x".repeat(10_000)).iterator());
        refuse("1e999999999", "x", new BigDecimal("1e999999999"));
        refuse("1e999999999 in a body", "powertools_json(x)", "1e999999999");
        refuse("1e999999999 in arithmetic", "sum(x)", List.of(new BigDecimal("1e999999999"), 1));
        refuse("small objects in a body", "powertools_json(x)", "[" + "{\"a\":{}},".repeat(200_000) + "0]");
        refuse("empty lists in a body", "powertools_json(x)", "[" + "[],".repeat(1_000_000) + "0]");
        refuse("100,000 levels in a body", "powertools_json(x)", "[".repeat(100_000));
        System.out.println("all refused in " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB");
    }

    private static void refuse(String name, String expression, Object x) {
        try {
            new KeyDerivation(JSON, expression, null, "SHA-256").derive("op", Map.of("x", x));
            System.out.println(name + ": NOT REFUSED");
        } catch (IdempotencyKeyException e) {
            System.out.println(name + ": " + e.getMessage());
        }
    }

    private static Object unfolding() {
        Object list = 1;
        for (int i = 0; i < 40; i++) {
            list = List.of(list, list);
        }
        return list;
    }

    private static ArrayNode unfoldingTree() {
        ArrayNode array = JSON.createArrayNode();
        for (int i = 0; i < 40; i++) {
            array = JSON.createArrayNode().add(array).add(array);
        }
        return array;
    }
}
