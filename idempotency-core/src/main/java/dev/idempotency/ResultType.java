package dev.idempotency;

import dev.idempotency.codec.DeclaredType;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Type;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;

/**
 * What a function returns.
 *
 * @param value the type that is stored and read again
 * @param isAsync whether the function returns a stage of it
 */
record ResultType(Type value, boolean isAsync) {

    /** What is used up by one reader, or not there yet: a duplicate could not get it. */
    private static final List<Class<?>> NOT_VALUES = List.of(
            InputStream.class, Reader.class, BaseStream.class, Iterator.class, Future.class, CompletionStage.class);

    /**
     * Looks at a declared result type.
     *
     * @throws IllegalArgumentException if its values cannot be stored and read again
     */
    static ResultType of(Type type) {
        return of(DeclaredType.of(OptionCheck.present("result type", type)));
    }

    /**
     * Looks at a declared result type.
     *
     * @throws IllegalArgumentException if its values cannot be stored and read again
     */
    static ResultType of(DeclaredType type) {
        boolean isAsync = type.rawClass() == CompletionStage.class || type.rawClass() == CompletableFuture.class;
        DeclaredType value = isAsync ? type.argument().orElseThrow(() -> refusal(type)) : type;
        for (Class<?> noValue : NOT_VALUES) {
            if (noValue.isAssignableFrom(value.rawClass())) {
                throw refusal(type);
            }
        }
        return new ResultType(value.type(), isAsync);
    }

    /**
     * The type of a value that is there at once.
     *
     * @throws IllegalArgumentException for a stage, and where {@link #of(Type)} does
     */
    static Type ofValue(Type type) {
        ResultType result = of(type);
        if (result.isAsync) {
            throw refusal(DeclaredType.of(type));
        }
        return result.value;
    }

    private static IllegalArgumentException refusal(DeclaredType type) {
        return OptionCheck.refusal(
                "result type",
                type,
                "types whose values can be stored and read again, or a CompletionStage or CompletableFuture of one");
    }
}
