package dev.idempotency.dynamodb.local;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A program that starts two servers and closes neither: it prints the process id and the directory of each on a line,
 * and returns from main when its input ends.
 */
final class ParentProgram {
    static final int SERVERS = 2;

    private ParentProgram() {}

    public static void main(String[] arguments) throws IOException {
        for (int i = 0; i < SERVERS; i++) {
            ServerProcess server = DynamoDbLocal.start().process();
            System.out.println(server.pid() + " " + server.directory().root());
        }
        System.in.transferTo(OutputStream.nullOutputStream());
    }
}
