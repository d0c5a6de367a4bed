package dev.idempotency.key;

/** An expression is outside the {@link TrustedSubset}. */
final class UntrustedExpressionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    UntrustedExpressionException(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    /** Completes a sentence that begins with the expression. */
    String reason() {
        return reason;
    }
}
