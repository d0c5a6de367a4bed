package dev.idempotency.dynamodb.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * The main class of the server process: DynamoDB Local in memory, which lives as long as its standard input is open.
 *
 * <p>It does what {@code ServerRunner -inMemory -sharedDb -disableTelemetry} of DynamoDB Local does, except that
 *
 * <ul>
 *   <li>the operating system chooses the port, so that no other process can take it between the choice and the use
 *       ({@code ServerRunner} refuses port 0);
 *   <li>it listens on 127.0.0.1, not on every address of the machine;
 *   <li>it ends when it cannot listen, where {@code ServerRunner} prints a line and lives on.
 * </ul>
 */
final class LocalServer {
    private LocalServer() {}

    /**
     * Starts the server and announces its port once it has answered a request.
     *
     * @param arguments one word, the working directory
     */
    public static void main(String[] arguments) {
        WorkingDirectory directory = new WorkingDirectory(Path.of(arguments[0]));
        endWithParent(directory);
        try {
            int port = listen();
            requestListOfTables(port);
            directory.announcePort(port);
        } catch (Exception | LinkageError e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void endWithParent(WorkingDirectory directory) {
        Thread watch = new Thread(
                () -> {
                    awaitEndOf(System.in);
                    directory.remove();
                    // Not exit(): a hook that hangs would make this an orphan, and there is nothing to save.
                    Runtime.getRuntime().halt(0);
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void awaitEndOf(InputStream pipe) {
        try {
            pipe.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // A pipe that cannot be read has ended as well.
        }
    }

    private static int listen() throws Exception {
        boolean inMemory = true;
        boolean sharedDb = true;
        boolean delayTransientStatuses = false;
        var requests = new LocalDynamoDBRequestHandler(0, inMemory, null, sharedDb, delayTransientStatuses);
        String corsOrigins = "";
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        Server server = new Server(new InetSocketAddress(loopback, 0));
        server.setHandler(new ContextHandler(new LocalDynamoDBServerHandler(requests, corsOrigins)));
        server.start();
        return server.getURI().getPort();
    }

    /** The first request loads SQLite and most classes: what is wrong with them shows here, not in somebody's test. */
    private static void requestListOfTables(int port) throws IOException {
        URI endpoint = URI.create("http://127.0.0.1:" + port + "/");
        HttpURLConnection request = (HttpURLConnection) endpoint.toURL().openConnection(Proxy.NO_PROXY);
        request.setRequestMethod("POST");
        request.setDoOutput(true);
        request.setRequestProperty("Content-Type", "application/x-amz-json-1.0");
        request.setRequestProperty("X-Amz-Target", "DynamoDB_20120810.ListTables");
        request.setRequestProperty(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=any/20120810/any/dynamodb/aws4_request, SignedHeaders=host, Signature=0");
        request.getOutputStream().write("{}".getBytes(StandardCharsets.UTF_8));
        if (request.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException("ListTables was answered with status " + request.getResponseCode());
        }
    }
}
