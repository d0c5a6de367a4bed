package dev.idempotency.examples.readme;

import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentFunction;
import dev.idempotency.examples.CardNetwork;
import dev.idempotency.examples.Order;
import dev.idempotency.examples.PaymentException;
import dev.idempotency.examples.Payments;
import dev.idempotency.examples.Receipt;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import java.math.BigDecimal;

/**
 * What a snippet finds around it. A snippet is the body of {@link #run}: what it declares itself hides the field of that
 * name.
 */
public abstract class PaymentsScaffold implements AutoCloseable {

    protected final InMemoryPersistenceStore store = new InMemoryPersistenceStore();
    protected final IdempotencyConfig config = IdempotencyConfig.builder(store).build();
    protected final CardNetwork network = new CardNetwork();
    protected final Payments payments = new Payments(network);
    protected final IdempotentFunction<Order, Receipt, PaymentException> charge =
            Idempotency.makeIdempotent(payments::charge, config);
    protected final Order order = new Order("ann", "book", new BigDecimal("24.90"));

    /** The snippet. */
    public abstract void run() throws Exception;

    @Override
    public void close() {}
}
