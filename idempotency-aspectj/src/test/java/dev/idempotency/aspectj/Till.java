package dev.idempotency.aspectj;

import dev.idempotency.Idempotent;

/** The build does not weave it. */
class Till implements Cashier {

    private int runs;

    @Idempotent
    @Override
    public String pay(String id) {
        return id + " " + ++runs;
    }

    int runs() {
        return runs;
    }
}
