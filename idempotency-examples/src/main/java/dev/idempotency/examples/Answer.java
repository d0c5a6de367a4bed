package dev.idempotency.examples;

/** What a client has made of the service's answer to one call. */
record Answer(Kind kind, String text) {

    enum Kind {
        CHARGED("charged"),
        REPLAYED("replayed"),
        DECLINED("declined"),
        IN_PROGRESS("refused"),
        TAMPERED("refused");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }
}
