package dev.idempotency.aspectj;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another JVM, whose class loader weaves as the {@code META-INF/aop.xml} of this module tells it to. */
class LoadTimeWeavingTest {

    @Test
    void classesAreWovenAsTheyAreLoaded(@TempDir Path directory) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-javaagent:" + weaver(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadTimeProgram.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();

        assertThat(ended).as("the program ends").isTrue();
        assertThat(Files.readString(output))
                .contains("String dev.idempotency.aspectj.Till.pay(String) is woven but has no config;"
                        + " call IdempotencyAspect.configure(config) first")
                .contains("a 1, a 1, b 2");
    }

    private static String weaver() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Path.of(entry).getFileName().toString().startsWith("aspectjweaver-"))
                .findFirst()
                .orElseThrow();
    }
}
