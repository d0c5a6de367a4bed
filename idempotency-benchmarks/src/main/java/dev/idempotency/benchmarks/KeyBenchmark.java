package dev.idempotency.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.idempotency.codec.JacksonDefaults;
import dev.idempotency.key.KeyDerivation;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From a payload to its key. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KeyBenchmark {

    /** What is sliced how. */
    @Param
    public Shape shape = Shape.FIELDS;

    private final ObjectMapper mapper = JacksonDefaults.mapper();
    private KeyDerivation keys = new KeyDerivation(mapper, null, null, "SHA-256");

    /** Compiles the expression once, as a config does. */
    @Setup
    public void compile() {
        keys = new KeyDerivation(mapper, shape.expression(), null, "SHA-256");
    }

    /** The library. */
    @Benchmark
    public String library() {
        return keys.derive("charge", shape.payload()).orElseThrow().key();
    }

    /** The floor. */
    @Benchmark
    public String floor() throws JsonProcessingException {
        return HandWritten.key(shape.slice(mapper.valueToTree(shape.payload()), mapper));
    }
}
