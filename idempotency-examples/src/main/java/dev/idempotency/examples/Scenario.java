package dev.idempotency.examples;

import dev.idempotency.examples.Answer.Kind;
import java.util.List;

/** A scenario after it was played: what came of it, and what should have. */
record Scenario(String title, List<Kind> expected, List<Answer> answers, long charges) {

    int calls() {
        return answers.size();
    }

    long expectedCharges() {
        return expected.stream().filter(Kind.CHARGED::equals).count();
    }

    /** The right number of charges is not enough: each call must have got the answer that it should. */
    boolean isAsExpected() {
        return charges == expectedCharges() && kinds().equals(expected);
    }

    String verdict() {
        return isAsExpected() ? "ok" : "DIFFERS: answers are " + kinds() + ", expected " + expected;
    }

    private List<Kind> kinds() {
        return answers.stream().map(Answer::kind).toList();
    }
}
