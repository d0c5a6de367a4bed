package dev.idempotency.examples.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is behind an API token. The tokens are public: nothing here is worth a secret. */
final class Accounts {

    private static final String SCHEME = "Bearer ";
    private static final Map<String, String> ACCOUNTS = Map.of("token-of-ann", "ann", "token-of-bob", "bob");

    private Accounts() {}

    /** The account in an {@code Authorization} header. */
    static String account(@Nullable String authorization) {
        String account = authorization != null && authorization.startsWith(SCHEME)
                ? ACCOUNTS.get(authorization.substring(SCHEME.length()))
                : null;
        if (account == null) {
            throw Problem.of(401, "Unknown caller", "The header Authorization needs a bearer token.")
                    .refusalWith("WWW-Authenticate", "Bearer");
        }
        return account;
    }
}
