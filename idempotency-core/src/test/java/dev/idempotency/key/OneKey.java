package dev.idempotency.key;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Derives one key, by the expression given or by none. */
final class OneKey {

    private OneKey() {}

    public static void main(String[] arguments) {
        @Nullable String expression = arguments.length == 0 ? null : arguments[0];
        KeyDerivation derivation = new KeyDerivation(new ObjectMapper(), expression, null, "SHA-256");
        System.out.println(
                derivation.derive("op", Map.of("id", 7)).orElseThrow().key());
    }
}
