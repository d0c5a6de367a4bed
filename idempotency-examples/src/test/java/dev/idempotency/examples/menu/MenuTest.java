package dev.idempotency.examples.menu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MenuTest {

    @ParameterizedTest
    @ValueSource(strings = {"booking", "orders", "events", "queue"})
    void exampleIsPlayedByItsName(String example) throws Exception {
        Run run = Run.of("-Dexample=" + example);

        assertThat(run.output()).contains("RESULT");
        assertThat(run.status()).isZero();
    }

    @Test
    void unknownExampleIsRefusedWithTheNamesThereAre() throws Exception {
        Run run = Run.of("-Dexample=bokking");

        assertThat(run.output()).contains("\"bokking\"", "booking, http, orders");
        assertThat(run.status()).isEqualTo(2);
    }

    private record Run(int status, String output) {

        static Run of(String option) throws IOException, InterruptedException {
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            option,
                            "-cp",
                            System.getProperty("java.class.path"),
                            Menu.class.getName()))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.waitFor(), output);
        }
    }
}
