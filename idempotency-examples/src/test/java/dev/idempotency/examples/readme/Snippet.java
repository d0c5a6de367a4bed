package dev.idempotency.examples.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of Java in a Markdown file.
 *
 * @param firstLine the line of the file, from 1, that {@code lines} starts at
 * @param name from the comment above the block; empty if there is none
 */
record Snippet(Path file, int firstLine, String name, List<String> lines) {

    private static final String NO_NAME = "";
    private static final Pattern FENCE = Pattern.compile("\\s*(```+)\\s*(\\w*).*");
    private static final Pattern COMMENT = Pattern.compile("\\s*<!--\\s*snippet:\\s*(\\S+)\\s*-->\\s*");

    /**
     * Finds the blocks of Java in a file, and skips those of other languages.
     *
     * @throws AssertionError if a block has no end
     */
    static List<Snippet> in(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<Snippet> snippets = new ArrayList<>();
        String name = NO_NAME;
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (fence.matches()) {
                int end = endOfBlock(file, lines, i, fence.group(1));
                if (fence.group(2).equals("java")) {
                    snippets.add(new Snippet(file, i + 2, name, lines.subList(i + 1, end)));
                }
                i = end;
            }
            name = nameAfter(lines.get(i), name);
        }
        return snippets;
    }

    /** Where a line of the block is, for people: {@code README.md:12}. */
    String at(int line) {
        return file.getFileName() + ":" + line;
    }

    /** A comment counts for the block that follows, with nothing but blank lines in between. */
    private static String nameAfter(String line, String before) {
        Matcher comment = COMMENT.matcher(line);
        if (comment.matches()) {
            return comment.group(1);
        }
        return line.isBlank() ? before : NO_NAME;
    }

    private static int endOfBlock(Path file, List<String> lines, int start, String fence) {
        for (int i = start + 1; i < lines.size(); i++) {
            if (lines.get(i).strip().equals(fence)) {
                return i;
            }
        }
        throw new AssertionError(file.getFileName() + ":" + (start + 1) + ": code block without an end");
    }
}
