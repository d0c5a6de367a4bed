package dev.idempotency.dynamodb.local;

import java.io.IOException;
import java.io.OutputStream;

/** A server that hangs while it starts: it prints a line, but announces no port for as long as its parent lives. */
final class SilentServer {
    private SilentServer() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println("hanging in " + arguments[0]);
        System.in.transferTo(OutputStream.nullOutputStream());
    }
}
