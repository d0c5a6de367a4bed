package dev.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.idempotency.persistence.InMemoryPersistenceStore;
import dev.idempotency.shop.Order;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong uses of the annotations are refused when the proxy is made; messages name the method and the mend. */
class ProxyRefusalTest {

    private static final String HERE = ProxyRefusalTest.class.getName();
    private static final String NOT_A_VALUE =
            "; allowed: types whose values can be stored and read again, or a CompletionStage or CompletableFuture of one";

    private final InMemoryPersistenceStore store = new InMemoryPersistenceStore();
    private final IdempotencyConfig config = IdempotencyConfig.builder(store).build();

    interface Blank {
        @Idempotent(name = " ")
        String f(String id);
    }

    interface BadKey {
        @Idempotent(key = "[userId")
        String f(Order order);
    }

    interface UnsupportedKey {
        @Idempotent(key = "items[1:]")
        String f(Order order);
    }

    interface BadValidation {
        @Idempotent(validation = "nope(")
        String f(Order order);
    }

    interface BadExpiry {
        @Idempotent(expiresAfter = "one hour")
        String f(String id);
    }

    interface ZeroExpiry {
        @Idempotent(expiresAfter = "0s")
        String f(String id);
    }

    interface LongExpiry {
        @Idempotent(expiresAfter = "3651d")
        String f(String id);
    }

    interface NegativeLease {
        @Idempotent(lease = "-5s")
        String f(String id);
    }

    interface LongLease {
        @Idempotent(lease = "25h")
        String f(String id);
    }

    interface NoParameter {
        @Idempotent
        String f();
    }

    interface AnyResult {
        @Idempotent
        Object f(String id);
    }

    interface AnyLaterResult {
        @Idempotent
        CompletionStage<?> f(String id);
    }

    interface StreamResult {
        @Idempotent
        InputStream f(String id);
    }

    interface LaterStreamResult {
        @Idempotent
        CompletableFuture<Stream<String>> f(String id);
    }

    interface FutureResult {
        @Idempotent
        Future<String> f(String id);
    }

    interface IteratorResult {
        @Idempotent
        Iterator<String> f(String id);
    }

    @SuppressWarnings("rawtypes")
    interface RawStageResult {
        @Idempotent
        CompletionStage f(String id);
    }

    interface OpenResult<T> {
        @Idempotent
        List<T> f(String id);
    }

    interface OwnVariable {
        @Idempotent
        <T> T f(T id);
    }

    interface Overloaded {
        @Idempotent
        String f(String id);

        @Idempotent
        String f(String id, int amount);
    }

    interface SameName {
        @Idempotent(name = "pay")
        String f(String id);

        @Idempotent(name = "pay")
        String g(String id);
    }

    interface KeyOnly {
        String f(@IdempotencyKey String id);

        @Idempotent
        String g(String id);
    }

    interface NothingAnnotated {
        String f(String id);
    }

    interface Static {
        @Idempotent
        String f(String id);

        @Idempotent
        static String g(String id) {
            return id;
        }
    }

    interface Left {
        @Idempotent
        String f(String id);
    }

    interface Right {
        @Idempotent
        String f(String id);
    }

    interface Twice extends Left, Right {}

    static final class OnClassToo implements Left {

        @Idempotent
        @Override
        public String f(String id) {
            return id;
        }
    }

    static final class KeyOnClass implements Left {

        @Override
        public String f(@IdempotencyKey String id) {
            return id;
        }
    }

    static final class NeverCalled implements NothingAnnotated {

        @Override
        public String f(String id) {
            return id + g(id);
        }

        @Idempotent
        public String g(String id) {
            return id;
        }

        @Idempotent
        static String h(String id) {
            return id;
        }
    }

    interface ManyFaults {
        @Idempotent(name = "", key = "[", validation = "]", expiresAfter = "P", lease = "1ms ago")
        Object f();

        @Idempotent(lease = "0s")
        Thread.State g(String id);

        String h(@IdempotencyKey String id);
    }

    /** The interface, and what the message says of it, line by line. */
    static Stream<Arguments> wrongUses() {
        return Stream.of(
                refused(Blank.class, "f(String): operation name is \" \"; allowed: names that are not blank"),
                refused(
                        BadKey.class,
                        "f(Order): key \"[userId\" is not a JMESPath expression: syntax error mismatched input '<EOF>'"
                                + " expecting {',', ']'} at position 7"),
                refused(
                        UnsupportedKey.class,
                        "f(Order): key \"items[1:]\" contains \"items[1:]\", which is a slice, answered wrongly here;"
                                + " use indexes or a filter"),
                refused(
                        BadValidation.class,
                        "f(Order): validation \"nope(\" is not a JMESPath expression: syntax error no viable alternative"
                                + " at input 'nope(' at position 5"),
                refused(
                        BadExpiry.class,
                        "f(String): expiresAfter is \"one hour\"; allowed: ISO-8601 such as PT1H30M, or a number with"
                                + " ms, s, m, h or d, such as 90s"),
                refused(
                        ZeroExpiry.class,
                        "f(String): expiresAfter is PT0S; allowed: durations from PT0.000000001S to PT87600H"),
                refused(
                        LongExpiry.class,
                        "f(String): expiresAfter is PT87624H; allowed: durations from PT0.000000001S to PT87600H"),
                refused(
                        NegativeLease.class,
                        "f(String): lease is \"-5s\"; allowed: ISO-8601 such as PT1H30M, or a number with ms, s, m, h"
                                + " or d, such as 90s"),
                refused(LongLease.class, "f(String): lease is PT25H; allowed: durations from PT0.001S to PT24H"),
                refused(NoParameter.class, "f(): has no parameter that could tell one call from another; give it one"),
                refused(
                        AnyResult.class,
                        "f(String): result type java.lang.Object does not tell what to read a response as; declare"
                                + " it"),
                refused(
                        AnyLaterResult.class,
                        "f(String): result type java.lang.Object does not tell what to read a response as; declare"
                                + " it"),
                refused(StreamResult.class, "f(String): result type is java.io.InputStream" + NOT_A_VALUE),
                refused(
                        LaterStreamResult.class,
                        "f(String): result type is java.util.concurrent.CompletableFuture<java.util.stream.Stream"
                                + "<java.lang.String>>" + NOT_A_VALUE),
                refused(
                        FutureResult.class,
                        "f(String): result type is java.util.concurrent.Future<java.lang.String>" + NOT_A_VALUE),
                refused(
                        IteratorResult.class,
                        "f(String): result type is java.util.Iterator<java.lang.String>" + NOT_A_VALUE),
                refused(
                        RawStageResult.class,
                        "f(String): result type is java.util.concurrent.CompletionStage" + NOT_A_VALUE),
                refused(
                        OpenResult.class,
                        "f(String): result type is java.util.List<T>, where a type variable stands for any type;"
                                + " allowed: types that are known"),
                refused(
                        OwnVariable.class,
                        "f(Object): result type is T, where a type variable stands for any type; allowed: types that"
                                + " are known"),
                refused(
                        Overloaded.class,
                        "f(String, int): has the same operation name as " + HERE + "$Overloaded.f(String); give one"
                                + " of them another by @Idempotent(name = \"...\")"),
                refused(
                        SameName.class,
                        "g(String): has the same operation name as " + HERE + "$SameName.f(String); give one of them"
                                + " another by @Idempotent(name = \"...\")"),
                refused(
                        KeyOnly.class,
                        "f(String): has a parameter with @IdempotencyKey but no @Idempotent; put them together"),
                refused(
                        Static.class,
                        "g(String): is annotated but never called through " + HERE + "$Static; weave the class with"
                                + " idempotency-aspectj"));
    }

    private static Arguments refused(Class<?> type, String message) {
        return arguments(type, type.getName() + "." + message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongUses")
    void wrongUseIsRefusedWithTheMethodAndTheMend(Class<?> type, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> proxyOf(type, someObject(type)))
                .withMessage(message);
        assertThat(store.size()).isZero();
    }

    @Test
    void interfaceWithoutAnnotationsIsRefused() {
        NothingAnnotated target = id -> id;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Idempotency.proxy(NothingAnnotated.class, target, config))
                .withMessage(NothingAnnotated.class.getName() + ": no method is annotated with @Idempotent, here or in "
                        + target.getClass().getName());
    }

    @Test
    void annotationOnInterfaceAndClassIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Idempotency.proxy(Left.class, new OnClassToo(), config))
                .withMessage(HERE + "$Left.f(String): is annotated here and in " + HERE + "$OnClassToo; keep one of the"
                        + " annotations");
    }

    @Test
    void annotationOnTwoInterfacesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Idempotency.proxy(Twice.class, id -> id, config))
                .withMessage(HERE + "$Left.f(String): is annotated here and in " + HERE + "$Right; keep one of the"
                        + " annotations");
    }

    @Test
    void markedParameterOfTheClassIsRefusedWhereTheInterfaceIsAnnotated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Idempotency.proxy(Left.class, new KeyOnClass(), config))
                .withMessage(
                        HERE + "$KeyOnClass.f(String): has a parameter with @IdempotencyKey but no @Idempotent; put"
                                + " them together");
    }

    @Test
    void annotationsThatNoCallGetsToAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Idempotency.proxy(NothingAnnotated.class, new NeverCalled(), config))
                .satisfies(e -> assertThat(lines(e))
                        .containsExactly(
                                HERE + "$NeverCalled.g(String): is annotated but never called through " + HERE
                                        + "$NothingAnnotated; declare it there, or weave the class with"
                                        + " idempotency-aspectj",
                                HERE + "$NeverCalled.h(String): is annotated but never called through " + HERE
                                        + "$NothingAnnotated; weave the class with idempotency-aspectj",
                                HERE + "$NothingAnnotated: no method is annotated with @Idempotent, here or in " + HERE
                                        + "$NeverCalled"));
    }

    @Test
    void allFaultsAreToldAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> proxyOf(ManyFaults.class, someObject(ManyFaults.class)))
                .satisfies(e -> assertThat(lines(e))
                        .extracting(line -> line.substring(line.indexOf('$') + 1))
                        .extracting(line -> line.substring(0, line.indexOf(' ', line.indexOf(' ') + 1)))
                        .containsExactlyInAnyOrder(
                                "ManyFaults.f(): has",
                                "ManyFaults.f(): result",
                                "ManyFaults.f(): key",
                                "ManyFaults.f(): validation",
                                "ManyFaults.f(): expiresAfter",
                                "ManyFaults.f(): lease",
                                "ManyFaults.g(String): lease",
                                "ManyFaults.h(String): has"));
    }

    private static List<String> lines(Throwable e) {
        return String.valueOf(e.getMessage()).lines().toList();
    }

    private <T> T proxyOf(Class<T> type, Object target) {
        return Idempotency.proxy(type, type.cast(target), config);
    }

    private static Object someObject(Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            throw new AssertionError(method);
        });
    }
}
