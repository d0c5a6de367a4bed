package dev.idempotency;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method safe to retry, once its object is wrapped by {@link Idempotency#proxy} or its class is woven.
 *
 * <pre>{@code
 * interface Payments {
 *     @Idempotent(key = "[userId, productId]")
 *     Receipt charge(Order order) throws PaymentException;
 *
 *     @Idempotent(expiresAfter = "1d")
 *     Receipt refund(@IdempotencyKey String orderId, Money amount);
 * }
 * }</pre>
 *
 * <p>The payload is the list of all arguments, where a single one stands for itself. What identifies a call is, in this
 * order: the slice that {@link #key} selects of the payload; the parameters marked with {@link IdempotencyKey}, from
 * which {@link #key} selects then; the slice that the config selects; the whole payload.
 *
 * <p>What is left unset here is the config's.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Idempotent {

    /**
     * The operation's name: stable across deploys, and unique among the operations that share a store and a prefix.
     * Default: the class that declares this annotation and the method's name, {@code com.acme.Payments.charge}. Behind a
     * proxy, what a generic class or interface declares is named after the type that binds it, so that
     * {@code Repository<Order>} and {@code Repository<User>} do not share their results.
     */
    String name() default "";

    /** JMESPath expression for the slice of the payload, or of the marked parameters, that identifies a call. */
    String key() default "";

    /** JMESPath expression for the slice of the payload, all arguments, that must be equal in every duplicate. */
    String validation() default "";

    /**
     * How long a result is replayed, counted from completion: ISO-8601 such as {@code PT1H30M}, or a number with one of
     * the units {@code ms}, {@code s}, {@code m}, {@code h} and {@code d}, such as {@code 90s}. More than 0, at most
     * 3650 days.
     */
    String expiresAfter() default "";

    /**
     * How long a claim outlives a crashed owner, in the form of {@link #expiresAfter}. At least 1 millisecond, at most 1
     * day.
     */
    String lease() default "";
}
