package dev.idempotency.testkit.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The threads that actors run on, used again from schedule to schedule. For the thread that has the turn. */
final class Crew implements AutoCloseable {

    private final Deque<Member> idle = new ArrayDeque<>();
    private final List<Member> all = new ArrayList<>();

    /** A thread that runs one actor after the other, each when it is given the turn. */
    static final class Member {

        private final Turn turn = new Turn();
        private @Nullable Runnable part;

        /** Gives the thread the turn. */
        void goOn() {
            turn.give();
        }

        /** Waits, on the thread itself, for its turn. */
        void awaitTurn() {
            turn.await();
        }

        private void run() {
            turn.await();
            while (part != null) {
                part.run();
                turn.await();
            }
        }
    }

    /** A thread that will run the part once it is given the turn. */
    Member assign(Runnable part) {
        Member member = idle.isEmpty() ? hire() : idle.pop();
        member.part = part;
        return member;
    }

    /** Takes a thread back that is done with its part, or about to be. */
    void dismiss(Member member) {
        idle.push(member);
    }

    private Member hire() {
        Member member = new Member();
        Thread thread = new Thread(member::run, "simulation-" + all.size());
        thread.setDaemon(true);
        thread.start();
        all.add(member);
        return member;
    }

    /** Ends the threads. */
    @Override
    public void close() {
        for (Member member : all) {
            member.part = null;
            member.goOn();
        }
    }
}
