package dev.idempotency.dynamodb.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Servers end with the process that started them: seen with real parents, really killed. */
final class ParentDeathTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void killedParentTakesItsServersWithIt() throws Exception {
        try (Family family = Family.start()) {
            assertThat(family.servers).hasSize(ParentProgram.SERVERS).noneMatch(ParentDeathTest::hasEnded);

            family.parent.destroyForcibly();

            assertThat(family.parent.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            await("the servers to end", () -> family.servers.stream().allMatch(ParentDeathTest::hasEnded));
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows keeps the library that the server itself has loaded")
    void killedParentLeavesNoFiles() throws Exception {
        try (Family family = Family.start()) {
            assertThat(family.directories).hasSize(ParentProgram.SERVERS).allMatch(Files::exists);

            family.parent.destroyForcibly();

            await("the files to go", () -> family.directories.stream().noneMatch(Files::exists));
        }
    }

    @Test
    void parentThatReturnsFromMainWithoutClosingIsNotHeldUpAndTakesItsServersWithIt() throws Exception {
        try (Family family = Family.start()) {
            family.parent.getOutputStream().close();

            assertThat(family.parent.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(family.parent.exitValue()).isZero();
            await("the servers to end", () -> family.servers.stream().allMatch(ParentDeathTest::hasEnded));
        }
    }

    /** An ended process that no init process has collected keeps its id, but has no command any more. */
    private static boolean hasEnded(ProcessHandle process) {
        return !process.isAlive() || process.info().command().isEmpty();
    }

    private static void await(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start)
                    .as("nanoseconds waited for " + what)
                    .isLessThan(LIMIT.toNanos());
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    /** A running {@link ParentProgram} with the servers it started; closing kills what is left of them. */
    private record Family(Process parent, List<ProcessHandle> servers, List<Path> directories)
            implements AutoCloseable {

        static Family start() throws IOException {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            String classPath = System.getProperty("java.class.path");
            Process parent = new ProcessBuilder(java, "-cp", classPath, ParentProgram.class.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Family family = new Family(parent, new ArrayList<>(), new ArrayList<>());
            BufferedReader lines = parent.inputReader();
            for (int i = 0; i < ParentProgram.SERVERS; i++) {
                String[] pidAndDirectory = String.valueOf(lines.readLine()).split(" ", 2);
                family.servers.add(
                        ProcessHandle.of(Long.parseLong(pidAndDirectory[0])).orElseThrow());
                family.directories.add(Path.of(pidAndDirectory[1]));
            }
            return family;
        }

        @Override
        public void close() {
            parent.destroyForcibly();
            servers.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
