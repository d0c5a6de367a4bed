package dev.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.shop.Order;
import dev.idempotency.shop.Receipt;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where annotations are found, and what generic declarations stand for. */
class ProxyLookupTest {

    private final Scene scene = new Scene();
    private final IdempotencyConfig config = scene.config().build();

    interface Plain {

        String save(String id);
    }

    class OnClass implements Plain {

        @Idempotent
        @Override
        public String save(String id) {
            return scene.receipt();
        }
    }

    /** Overrides without repeating the annotation. */
    class OnSuperclass extends OnClass {

        @Override
        public String save(String id) {
            return "overriding " + super.save(id);
        }
    }

    interface Annotated {

        @Idempotent(name = "annotated")
        String save(String id);
    }

    /** Overrides without repeating the annotation. */
    interface Redeclared extends Annotated {

        @Override
        String save(String id);
    }

    interface Reannotated extends Annotated {

        @Idempotent(name = "reannotated")
        @Override
        String save(String id);
    }

    interface Both extends Plain, Annotated {}

    interface BothReversed extends Annotated, Plain {}

    @Test
    void annotationIsFoundOnTheClass() {
        Plain plain = Idempotency.proxy(Plain.class, new OnClass(), config);

        assertThat(plain.save("a")).isEqualTo(plain.save("a")).isEqualTo("receipt 1");
        assertThat(scene.record().key()).startsWith(OnClass.class.getName() + ".save#");
    }

    @Test
    void annotationIsFoundOnASuperclass() {
        Plain plain = Idempotency.proxy(Plain.class, new OnSuperclass(), config);

        assertThat(plain.save("a")).isEqualTo(plain.save("a")).isEqualTo("overriding receipt 1");
    }

    @Test
    void annotationOfAnOverriddenDeclarationHolds() {
        Redeclared redeclared = Idempotency.proxy(Redeclared.class, id -> scene.receipt(), config);

        assertThat(redeclared.save("a")).isEqualTo(redeclared.save("a"));
        assertThat(scene.record().key()).startsWith("annotated#");
    }

    @Test
    void overridingAnnotationReplacesTheOverriddenOne() {
        Reannotated reannotated = Idempotency.proxy(Reannotated.class, id -> scene.receipt(), config);

        assertThat(reannotated.save("a")).isEqualTo(reannotated.save("a"));
        assertThat(((Annotated) reannotated).save("a")).isEqualTo("receipt 1");
        assertThat(scene.record().key()).startsWith("reannotated#");
    }

    @Test
    void methodOfTwoInterfacesIsOne() {
        Both both = Idempotency.proxy(Both.class, id -> scene.receipt(), config);
        BothReversed reversed = Idempotency.proxy(BothReversed.class, id -> scene.receipt(), config);

        assertThat(List.of(both.save("a"), ((Plain) both).save("a"), ((Annotated) both).save("a")))
                .containsOnly("receipt 1");
        assertThat(List.of(reversed.save("a"), ((Plain) reversed).save("a"), ((Annotated) reversed).save("a")))
                .containsOnly("receipt 1");
    }

    @Test
    void interfaceOfTheJdkTakesItsAnnotationFromTheClass() {
        class Charging implements Function<Order, Receipt> {

            @Idempotent(key = "userId")
            @Override
            public Receipt apply(Order order) {
                return new Receipt(scene.receipt(), order.amount());
            }
        }
        @SuppressWarnings("unchecked") // There is no class literal of a generic type.
        Function<Order, Receipt> charge = Idempotency.proxy(Function.class, new Charging(), config);

        assertThat(charge.apply(new Order("u", "p", 1))).isEqualTo(charge.apply(new Order("u", "q", 2)));
        assertThat(scene.runs).hasValue(1);
    }

    interface Repository<T> {

        @Idempotent
        T save(T entity);

        @Idempotent
        List<T> saveAll(List<T> entities);
    }

    interface OrderRepository extends Repository<Order> {}

    /** Has a bridge, {@code Object save(Object)}, beside its method. */
    interface OverridingRepository extends Repository<Order> {

        @Override
        Order save(Order entity);
    }

    class Orders implements OrderRepository {

        @Override
        public Order save(Order order) {
            return new Order(scene.receipt(), order.productId(), order.amount());
        }

        @Override
        public List<Order> saveAll(List<Order> orders) {
            return orders.stream().map(this::save).toList();
        }
    }

    class Receipts implements Repository<Receipt> {

        @Override
        public Receipt save(Receipt receipt) {
            return new Receipt(scene.receipt(), receipt.amount());
        }

        @Override
        public List<Receipt> saveAll(List<Receipt> receipts) {
            return receipts.stream().map(this::save).toList();
        }
    }

    class OverridingOrders extends Orders implements OverridingRepository {}

    /** Declares for any type what its subclass binds. */
    abstract class Generic<T> {

        @Idempotent
        public T save(T entity) {
            scene.receipt();
            return entity;
        }
    }

    interface Receiver {

        Receipt save(Receipt receipt);
    }

    class GenericReceiver extends Generic<Receipt> implements Receiver {}

    @Test
    @Tag("R1")
    void typeVariablesAreBoundByASubInterface() {
        Order order = new Order("u", "p", 1);
        OrderRepository orders = Idempotency.proxy(OrderRepository.class, new Orders(), config);
        Repository<Order> repository = orders;

        assertThat(orders.save(order)).isEqualTo(orders.save(order)).isEqualTo(repository.save(order));
        assertThat(orders.saveAll(List.of(order))).isEqualTo(orders.saveAll(List.of(order)));
        assertThat(scene.runs).hasValue(2);
    }

    @Test
    @Tag("R1")
    void typeVariablesAreBoundByTheClass() {
        Receipt receipt = new Receipt("r", 1);
        @SuppressWarnings("unchecked") // There is no class literal of a generic type.
        Repository<Receipt> receipts = Idempotency.proxy(Repository.class, new Receipts(), config);

        assertThat(receipts.save(receipt)).isEqualTo(receipts.save(receipt));
        assertThat(receipts.saveAll(List.of(receipt))).isEqualTo(receipts.saveAll(List.of(receipt)));
        assertThat(scene.runs).hasValue(2);
    }

    @Test
    void bridgeIsTheMethodBehindIt() {
        Order order = new Order("u", "p", 1);
        OverridingRepository orders = Idempotency.proxy(OverridingRepository.class, new OverridingOrders(), config);
        Repository<Order> repository = orders;

        assertThat(orders.save(order)).isEqualTo(repository.save(order)).isEqualTo(orders.save(order));
        assertThat(scene.runs).hasValue(1);
    }

    @Test
    void annotationIsFoundOnAGenericSuperclass() {
        Receipt receipt = new Receipt("r", 1);
        Receiver receiver = Idempotency.proxy(Receiver.class, new GenericReceiver(), config);

        assertThat(receiver.save(receipt)).isEqualTo(receiver.save(receipt)).isEqualTo(receipt);
        assertThat(scene.runs).hasValue(1);
    }

    /** Equal payloads of two types would share one result if both operations were named after the generic interface. */
    @Test
    @Tag("C7")
    void genericDeclarationsAreNamedAfterTheTypeThatBindsThem() {
        Idempotency.proxy(OrderRepository.class, new Orders(), config).save(new Order("u", "p", 1));
        @SuppressWarnings("unchecked") // There is no class literal of a generic type.
        Repository<Receipt> receipts = Idempotency.proxy(Repository.class, new Receipts(), config);
        receipts.save(new Receipt("r", 1));
        Idempotency.proxy(Receiver.class, new GenericReceiver(), config).save(new Receipt("r", 1));

        assertThat(scene.memory.records())
                .extracting(IdempotencyRecord::key)
                .extracting(key -> key.substring(0, key.indexOf('#')))
                .containsExactlyInAnyOrder(
                        OrderRepository.class.getName() + ".save",
                        Receipts.class.getName() + ".save",
                        GenericReceiver.class.getName() + ".save");
    }
}
