package dev.idempotency;

import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;

/** Refuses result types whose values are used up by one reader, or are not there yet: a duplicate could not get them. */
final class ResultType {

    private static final List<Class<?>> NOT_VALUES = List.of(
            InputStream.class, Reader.class, BaseStream.class, Iterator.class, Future.class, CompletionStage.class);

    private ResultType() {}

    static Type checked(Type type) {
        OptionCheck.present("result type", type);
        Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
        if (raw instanceof Class<?> candidate && NOT_VALUES.stream().anyMatch(no -> no.isAssignableFrom(candidate))) {
            throw OptionCheck.refusal(
                    "result type", type.getTypeName(), "types whose values can be stored and read again");
        }
        return type;
    }
}
