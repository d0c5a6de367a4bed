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
 * @param isExcerpt whether the comment says {@code from}: the name is that of a source file then
 */
record Snippet(Path file, int firstLine, String name, boolean isExcerpt, List<String> lines) {

    private static final String NO_COMMENT = "";
    private static final String EXCERPT = "from";
    private static final Pattern FENCE = Pattern.compile("\\s*(```+)\\s*(\\w*).*");
    private static final Pattern COMMENT = Pattern.compile("\\s*<!--\\s*(snippet|from):\\s*(\\S+)\\s*-->\\s*");

    /**
     * Finds the blocks of Java in a file, and skips those of other languages.
     *
     * @throws AssertionError if a block has no end
     */
    static List<Snippet> in(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<Snippet> snippets = new ArrayList<>();
        String comment = NO_COMMENT;
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (fence.matches()) {
                int end = endOfBlock(file, lines, i, fence.group(1));
                if (fence.group(2).equals("java")) {
                    snippets.add(of(file, i + 2, comment, lines.subList(i + 1, end)));
                }
                i = end;
            }
            comment = commentAfter(lines.get(i), comment);
        }
        return snippets;
    }

    private static Snippet of(Path file, int firstLine, String comment, List<String> lines) {
        Matcher parts = COMMENT.matcher(comment);
        return parts.matches()
                ? new Snippet(file, firstLine, parts.group(2), parts.group(1).equals(EXCERPT), lines)
                : new Snippet(file, firstLine, "", false, lines);
    }

    /** Where a line of the block is, for people: {@code README.md:12}. */
    String at(int line) {
        return file.getFileName() + ":" + line;
    }

    /** A comment counts for the block that follows, with nothing but blank lines in between. */
    private static String commentAfter(String line, String before) {
        if (COMMENT.matcher(line).matches()) {
            return line;
        }
        return line.isBlank() ? before : NO_COMMENT;
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
