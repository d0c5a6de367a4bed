package dev.idempotency.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What must hold of a JVM as a whole, seen from outside. */
class SmallHeapTest {

    @Test
    @Tag("K3")
    @Tag("K6")
    @DisplayName("K3, K6: hostile payloads are refused in 64 MiB of heap")
    void hostilePayloadsAreRefusedInSmallHeap() throws Exception {
        Child child = Child.run(List.of("-Xmx64m"), HostilePayloads.class);

        System.out.print(child.output());
        assertThat(child.output()).doesNotContain("NOT REFUSED", "Error").contains("all refused");
        assertThat(child.exitCode()).isZero();
    }

    @Test
    @Tag("K5")
    @DisplayName("without an expression, or with a plain one, no class of the JMESPath library is loaded")
    void jmesPathIsLoadedOnlyForExpressions() throws Exception {
        Child without = Child.run(List.of("-verbose:class"), OneKey.class);
        Child plain = Child.run(List.of("-verbose:class"), OneKey.class, "[id, name]");
        Child with = Child.run(List.of("-verbose:class"), OneKey.class, "id || name");

        assertThat(without.output())
                .contains("dev.idempotency.key.CanonicalForm")
                .doesNotContain("io.burt");
        assertThat(plain.output())
                .contains("dev.idempotency.key.PlainExpression")
                .doesNotContain("io.burt");
        assertThat(with.output()).contains("io.burt.jmespath.jackson.JacksonRuntime");
    }

    private record Child(int exitCode, String output) {

        static Child run(List<String> options, Class<?> main, String... arguments)
                throws IOException, InterruptedException {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(options);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
            command.addAll(List.of(arguments));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Child(process.waitFor(), output);
        }
    }
}
