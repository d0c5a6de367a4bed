package dev.idempotency.examples.http;

import com.sun.net.httpserver.HttpServer;
import dev.idempotency.examples.CardNetwork;
import dev.idempotency.examples.ExampleStore;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Serves a payment API that is safe to retry, and a page to try it on, to this machine only.
 *
 * <p>System properties: {@code port} (8080; 0 for any free one), {@code store} ({@code memory}, {@code dynamodb-local} or
 * {@code dynamodb}, as for {@link dev.idempotency.examples.PaymentService}), {@code expiresAfter} (PT24H, or the
 * environment variable {@code PAYMENTS_EXPIRE_AFTER}) and {@code cardTime} (PT0.7S), which a charge takes. A wrong value
 * ends the program at once, with a line that says what is allowed and the status 2.
 */
public final class PaymentServer implements AutoCloseable {

    private static final int BACKLOG = 128;

    private final HttpServer server;
    private final ExecutorService threads;

    private PaymentServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    public static void main(String[] args) {
        PaymentServer server = run(System.getProperties(), System.getenv(), System.out, System.err);
        if (server == null) {
            System.exit(2);
        }
    }

    /** A running server, which ends with this JVM and takes its store with it; {@code null} if it could not start. */
    static @Nullable PaymentServer run(
            Map<?, ?> properties, Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            ServerOptions options = ServerOptions.read(properties, environment);
            ExampleStore store = ExampleStore.open(options.store(), environment);
            Runtime.getRuntime().addShutdownHook(new Thread(store::close));
            PaymentServer server = start(options, store, new CardNetwork());
            out.println("Store:     " + store.description());
            out.println("Replays:   for " + options.expiresAfter());
            out.println("Press Pay: " + server.uri() + "  (Ctrl-C ends the server)");
            return server;
        } catch (IllegalArgumentException | SdkException e) {
            err.println("Error: " + e.getMessage());
        } catch (IOException e) {
            err.println("Error: no server: " + e.getMessage());
        }
        return null;
    }

    /**
     * Starts a server; the store stays the caller's.
     *
     * @throws IllegalArgumentException for an option that the library refuses
     * @throws IOException if the port cannot be listened on
     */
    static PaymentServer start(ServerOptions options, ExampleStore store, CardNetwork network) throws IOException {
        IdempotentPayments payments =
                new IdempotentPayments(IdempotentPayments.config(store.store(), options.expiresAfter())
                        .keyPrefix(store.keyPrefix())
                        .build());
        HttpServer server = listening(options.port());
        ExecutorService threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        CallLog log = new CallLog();
        server.createContext(
                        PaymentsHandler.PATH, new PaymentsHandler(payments, new Till(network, options.cardTime()), log))
                .getFilters()
                .add(new Cors());
        server.createContext(EventStream.PATH, new EventStream(log));
        server.createContext(PaymentPage.PATH, new PaymentPage());
        server.start();
        return new PaymentServer(server, threads);
    }

    /** Where the page is; the API is beside it. */
    URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + PaymentPage.PATH);
    }

    /** Stops at once, whatever is still running. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static HttpServer listening(int port) throws IOException {
        // The JDK's server writes head and body apart, and TCP may keep the second back for 40 ms unless told not to.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (BindException e) {
            throw new IOException("port " + port + " is in use; -Dport=0 takes any free one", e);
        }
    }
}
