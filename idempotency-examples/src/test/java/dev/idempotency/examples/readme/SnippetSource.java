package dev.idempotency.examples.readme;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A snippet as a class that javac understands, which remembers the line of the file that each of its lines is from. */
final class SnippetSource {

    private static final String PACKAGE = "readme";

    /** What a reader of the pages may take for granted; a snippet may have import lines for anything else. */
    private static final List<String> IMPORTS = List.of(
            "static org.assertj.core.api.Assertions.*",
            "static org.junit.jupiter.api.Assertions.*",
            "com.fasterxml.jackson.core.type.TypeReference",
            "dev.idempotency.*",
            "dev.idempotency.aspectj.*",
            "dev.idempotency.dynamodb.*",
            "dev.idempotency.error.*",
            "dev.idempotency.examples.*",
            "dev.idempotency.key.JsonText",
            "dev.idempotency.persistence.*",
            "dev.idempotency.testkit.*",
            "java.math.BigDecimal",
            "java.time.*",
            "java.util.*",
            "java.util.concurrent.*",
            "java.util.stream.*");

    private final Snippet snippet;
    private final List<String> text = new ArrayList<>();
    private final List<Integer> origins = new ArrayList<>();

    SnippetSource(Snippet snippet, Class<?> scaffold) {
        this.snippet = snippet;
        add("package " + PACKAGE + ";");
        IMPORTS.forEach(name -> add("import " + name + ";"));
        addSnippet(true);
        add("public final class " + simpleName() + " extends " + scaffold.getName() + " {");
        add("@Override public void run() throws Exception {");
        addSnippet(false);
        add("}");
        add("}");
    }

    String className() {
        return PACKAGE + "." + simpleName();
    }

    String fileName() {
        return simpleName() + ".java";
    }

    String text() {
        return text.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    /** The file and line that a line of this source is from, or the snippet's start for lines of ours. */
    String origin(long line) {
        boolean known = line >= 1 && line <= origins.size();
        return snippet.at(known ? origins.get((int) line - 1) : snippet.firstLine());
    }

    private String simpleName() {
        return "Line" + snippet.firstLine();
    }

    private void addSnippet(boolean imports) {
        for (int i = 0; i < snippet.lines().size(); i++) {
            String line = snippet.lines().get(i);
            if (line.stripLeading().startsWith("import ") == imports) {
                text.add(line);
                origins.add(snippet.firstLine() + i);
            }
        }
    }

    private void add(String line) {
        text.add(line);
        origins.add(snippet.firstLine());
    }
}
