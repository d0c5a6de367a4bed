package dev.idempotency.shop;

import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentFunction;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A service with every kind of method that could be wrapped; each run gives another receipt. */
public class Payments extends Till implements Quotes<Order> {

    private static final AtomicInteger STATIC_RUNS = new AtomicInteger();

    public Receipt charge(Order order) {
        return new Receipt("charge " + nextRun(), order.amount());
    }

    public Receipt chargeOrFail(Order order) throws PaymentException {
        if (order.amount() > 100) {
            throw new PaymentException("too much");
        }
        return charge(order);
    }

    public static Receipt chargeStatically(Order order) {
        return new Receipt("static " + STATIC_RUNS.incrementAndGet(), order.amount());
    }

    public List<Receipt> chargeTwice(Order order) {
        return List.of(charge(order), charge(order));
    }

    public Map<String, List<Optional<Receipt>>> chargeByUser(Order order) {
        return Map.of(order.userId(), List.of(Optional.of(charge(order)), Optional.empty()));
    }

    public Receipt[] chargeThrice(Order order) {
        return new Receipt[] {charge(order), charge(order), charge(order)};
    }

    public List<Receipt>[] chargeInGroups(Order order) {
        return onlyGroup(List.of(charge(order)));
    }

    public int count(Order order) {
        return nextRun() * order.amount();
    }

    @Override
    public Receipt quote(Order order) {
        return new Receipt("quote " + nextRun(), order.amount());
    }

    public Receipt refund(Order order) {
        return charge(order);
    }

    public Receipt refund(String orderId) {
        return new Receipt("refund " + orderId, nextRun());
    }

    public Object anything(Order order) {
        return charge(order);
    }

    public <T extends Order> T echo(T order) {
        nextRun();
        return order;
    }

    public <T extends Order> List<T> echoInList(T order) {
        return new ArrayList<>(List.of(echo(order)));
    }

    public <T extends Order> Map<String, ? extends List<T>> echoInWildcard(T order) {
        return new HashMap<>(Map.of("echo", echoInList(order)));
    }

    public <T extends Order> List<T>[] echoInListArray(T order) {
        return onlyGroup(echoInList(order));
    }

    public Stream<Receipt> stream(Order order) {
        return Stream.of(charge(order));
    }

    public Future<Receipt> future(Order order) {
        return chargeAsync(order);
    }

    public CompletableFuture<Receipt> chargeAsync(Order order) {
        return CompletableFuture.completedFuture(charge(order));
    }

    @SuppressWarnings("rawtypes")
    public CompletionStage rawStage(Order order) {
        return chargeAsync(order);
    }

    public InputStream bytes(Order order) {
        return new ByteArrayInputStream(new byte[order.amount()]);
    }

    /** Wraps what only this class can name. */
    public IdempotentFunction<Order, Receipt, RuntimeException> privately(IdempotencyConfig config) {
        return Idempotency.makeIdempotent(this::chargePrivately, config);
    }

    private Receipt chargePrivately(Order order) {
        return new Receipt("private " + nextRun(), order.amount());
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <T> List<T>[] onlyGroup(List<T> group) {
        return new List[] {group};
    }
}
