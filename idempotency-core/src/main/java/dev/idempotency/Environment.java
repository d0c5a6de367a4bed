package dev.idempotency;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The environment variables that stand in for options: the only place that reads them. */
final class Environment {

    static final Environment SYSTEM = new Environment(System.getenv());

    private static final List<String> DISABLED = List.of("IDEMPOTENCY_DISABLED", "POWERTOOLS_IDEMPOTENCY_DISABLED");
    private static final List<String> TRUE = List.of("true", "1", "yes", "on");
    private static final List<String> FALSE = List.of("", "false", "0", "no", "off");

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    /** The function's name on AWS Lambda, elsewhere empty. */
    String keyPrefix() {
        return variables.getOrDefault("AWS_LAMBDA_FUNCTION_NAME", "");
    }

    /**
     * Whether idempotency is switched off.
     *
     * @throws IllegalArgumentException if a variable is neither true nor false
     */
    boolean isDisabled() {
        boolean disabled = false;
        for (String variable : DISABLED) {
            disabled |= isTrue(variable);
        }
        return disabled;
    }

    private boolean isTrue(String variable) {
        String value = variables.getOrDefault(variable, "");
        String normal = value.trim().toLowerCase(Locale.ROOT);
        if (!TRUE.contains(normal) && !FALSE.contains(normal)) {
            throw new IllegalArgumentException("Environment variable " + variable + " is \"" + value
                    + "\"; allowed are " + String.join(", ", TRUE) + " and false, 0, no, off or empty");
        }
        return TRUE.contains(normal);
    }
}
