package dev.idempotency.examples.readme;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a snippet on this JVM's class path, for Java 17, and runs it; javac's warnings count as errors. */
final class SnippetRun {

    private final SnippetSource source;
    private final Path classes;

    private SnippetRun(Snippet snippet, Path classes) {
        this.source = new SnippetSource(snippet, scaffoldOf(snippet));
        this.classes = classes;
    }

    /**
     * Compiles and runs.
     *
     * @param classes a directory for the compiled classes
     * @throws AssertionError naming file and line if the snippet does not compile, or throws
     */
    static void of(Snippet snippet, Path classes) throws IOException {
        SnippetRun run = new SnippetRun(snippet, classes);
        run.compile();
        run.run();
    }

    private static Class<? extends PaymentsScaffold> scaffoldOf(Snippet snippet) {
        return switch (snippet.name()) {
            case "", "wrap", "annotate", "operation", "weave", "test" -> PaymentsScaffold.class;
            case "dynamodb" -> DynamoDbScaffold.class;
            default ->
                throw new AssertionError(
                        snippet.at(snippet.firstLine()) + ": no scaffold for snippet \"" + snippet.name() + "\"");
        };
    }

    private void compile() {
        JavaCompiler javac = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "needs a JDK");
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        StringWriter rest = new StringWriter();
        boolean compiled = javac.getTask(rest, null, found, options(), null, List.of(sourceFile()))
                .call();
        List<Diagnostic<? extends JavaFileObject>> wrong = found.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getSource() != null)
                .toList();
        if (!wrong.isEmpty()) {
            throw new AssertionError(wrong.stream().map(this::described).collect(Collectors.joining("\n")));
        }
        if (!compiled) {
            throw new AssertionError(source.origin(0) + ": javac failed: " + found.getDiagnostics() + rest);
        }
    }

    private List<String> options() {
        String classPath = System.getProperty("java.class.path");
        String lint = "-Xlint:deprecation,rawtypes,removal,unchecked";
        return List.of("-d", classes.toString(), "-cp", classPath, "--release", "17", "-proc:none", lint);
    }

    private JavaFileObject sourceFile() {
        return new SimpleJavaFileObject(URI.create("memory:///" + source.fileName()), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source.text();
            }
        };
    }

    private String described(Diagnostic<?> diagnostic) {
        return source.origin(diagnostic.getLineNumber()) + ": " + diagnostic.getMessage(Locale.ROOT);
    }

    private void run() throws IOException {
        URL[] path = {classes.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(path, getClass().getClassLoader());
                PaymentsScaffold compiled = instance(loader)) {
            compiled.run();
        } catch (Throwable thrown) {
            throw new AssertionError(source.origin(lineOf(thrown)) + ": " + thrown, thrown);
        }
    }

    private PaymentsScaffold instance(ClassLoader loader) throws ReflectiveOperationException {
        return (PaymentsScaffold)
                loader.loadClass(source.className()).getConstructor().newInstance();
    }

    /** The innermost line of the snippet itself, or 0 if it was not the snippet that threw. */
    private int lineOf(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> source.fileName().equals(frame.getFileName()))
                .mapToInt(StackTraceElement::getLineNumber)
                .findFirst()
                .orElse(0);
    }
}
