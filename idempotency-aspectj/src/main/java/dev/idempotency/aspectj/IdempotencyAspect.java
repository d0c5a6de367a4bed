package dev.idempotency.aspectj;

import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.Idempotent;
import java.lang.reflect.Method;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.reflect.MethodSignature;
import org.jspecify.annotations.Nullable;

/**
 * Runs methods with {@link Idempotent} once per key, in classes that are woven by AspectJ or proxied by Spring AOP.
 *
 * <p>Woven, at compile time or load time, it covers every annotated method wherever it is called from: private and
 * static ones too, and those an object calls on itself. AspectJ makes such classes use one aspect for all, which is told
 * its config before the first call:
 *
 * <pre>{@code
 * IdempotencyAspect.configure(config);
 * }</pre>
 *
 * <p>For Spring AOP it is a bean, which covers what a Spring proxy covers and does not need to be told:
 *
 * <pre>{@code
 * @Bean
 * IdempotencyAspect idempotency(IdempotencyConfig config) {
 *     return new IdempotencyAspect(config);
 * }
 * }</pre>
 *
 * <p>The annotation has to be on the method that runs: AspectJ does not inherit it from an interface, for which there is
 * {@link Idempotency#proxy}. Weave a class or proxy its objects, but not both: the second would find the key claimed by
 * the first.
 *
 * <p>Safe for use by any number of threads.
 */
@Aspect
public final class IdempotencyAspect {

    private static final IdempotencyAspect OF_WOVEN_CLASSES = new IdempotencyAspect();

    private volatile @Nullable BoundMethods methods;

    /** The aspect of woven classes, until it is configured. */
    private IdempotencyAspect() {}

    /**
     * An aspect for Spring AOP.
     *
     * @param config for what the annotations leave unset; a name set by {@link IdempotencyConfig#named} is not used here
     */
    public IdempotencyAspect(IdempotencyConfig config) {
        methods = new BoundMethods(config);
    }

    /**
     * Tells all woven classes of this JVM (of this class loader, where several load this class) what the annotations
     * leave unset. Told again, it replaces the config for calls that begin from then on.
     *
     * @param config as in {@link #IdempotencyAspect(IdempotencyConfig)}
     */
    public static void configure(IdempotencyConfig config) {
        OF_WOVEN_CLASSES.methods = new BoundMethods(config);
    }

    /** The aspect of woven classes: what AspectJ calls for its instance. */
    public static IdempotencyAspect aspectOf() {
        return OF_WOVEN_CLASSES;
    }

    /** Whether there is an aspect of woven classes: AspectJ asks for it by this name. */
    public static boolean hasAspect() {
        return true;
    }

    /**
     * Runs the method, or replays the result of the call that ran it for an equal key.
     *
     * @return what the method returns
     * @throws IllegalStateException if the method is woven and {@link #configure} was not called; nothing ran
     * @throws IllegalArgumentException telling everything that is wrong with the method's annotations; nothing ran
     * @throws Throwable exactly as the method threw it, or a {@link dev.idempotency.error.IdempotencyException}
     */
    @Around("execution(@dev.idempotency.Idempotent * *(..))")
    public @Nullable Object runOnce(ProceedingJoinPoint call) throws Throwable {
        BoundMethods known = methods;
        if (known == null) {
            throw new IllegalStateException(call.getSignature()
                    + " is woven but has no config; call IdempotencyAspect.configure(config) first");
        }
        Method method = ((MethodSignature) call.getSignature()).getMethod();
        return known.of(method, call.getTarget()).invoke(call.getArgs(), call::proceed);
    }
}
