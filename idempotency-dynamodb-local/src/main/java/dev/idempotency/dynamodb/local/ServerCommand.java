package dev.idempotency.dynamodb.local;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of the server process.
 *
 * @param classPath the class path of the process, in the form of this system
 * @param mainClass the class that runs, given the working directory as its only argument
 */
record ServerCommand(String classPath, String mainClass) {
    private static final String CLASS_PATH_RESOURCE = "server.classpath";

    /** A small heap and the quick compiler alone: the server starts sooner, and a test fixture has little to do. */
    private static final List<String> JVM_OPTIONS = List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED");

    static ServerCommand ofDynamoDbLocal() throws IOException {
        return new ServerCommand(ownLocation() + File.pathSeparator + serverClassPath(), LocalServer.class.getName());
    }

    ProcessBuilder builder(WorkingDirectory directory) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(JVM_OPTIONS);
        // DynamoDB Local unpacks the SQLite library of this system there, and a killed process leaves it behind.
        words.add("-Djava.io.tmpdir=" + directory.root());
        words.addAll(List.of("-cp", classPath, mainClass, directory.root().toString()));
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(directory.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.outputFile().toFile());
        // LocalServer sets up no telemetry; this says so to any other part of DynamoDB Local that would look.
        builder.environment().put("DDB_LOCAL_TELEMETRY", "0");
        return builder;
    }

    /** The jar or classes directory that this class is in, and so the main class of the server. */
    private static Path ownLocation() {
        URL location = ServerCommand.class.getProtectionDomain().getCodeSource().getLocation();
        return Path.of(URI.create(location.toString()));
    }

    private static String serverClassPath() throws IOException {
        try (InputStream resource = ServerCommand.class.getResourceAsStream(CLASS_PATH_RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("The class path of DynamoDB Local is missing: build the module"
                        + " idempotency-dynamodb-local with Maven, which writes it to " + CLASS_PATH_RESOURCE);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
