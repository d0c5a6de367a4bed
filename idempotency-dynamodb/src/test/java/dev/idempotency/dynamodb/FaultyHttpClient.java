package dev.idempotency.dynamodb;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * A connection to DynamoDB on which requests go wrong as a script says. A client's retry is a request of its own.
 *
 * <pre>{@code
 * http.on(PUT_ITEM, HttpFault.none(), HttpFault.lostAnswer()); // the second PutItem
 * http.always(UPDATE_ITEM, HttpFault.throttled());
 * }</pre>
 *
 * <p>Thread-safe.
 */
final class FaultyHttpClient implements SdkHttpClient {

    private final SdkHttpClient network = Clients.http();
    private final Map<Action, Queue<HttpFault>> next = new EnumMap<>(Action.class);
    private final Map<Action, HttpFault> always = new EnumMap<>(Action.class);
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger faults = new AtomicInteger();

    /** Has the next requests of a kind go wrong, one fault each; those after them go by {@link #always}. */
    void on(Action action, HttpFault... faultsInOrder) {
        synchronized (next) {
            next.computeIfAbsent(action, a -> new ArrayDeque<>()).addAll(List.of(faultsInOrder));
        }
    }

    /** Has every request of a kind go wrong from now on. */
    void always(Action action, HttpFault fault) {
        synchronized (next) {
            always.put(action, fault);
        }
    }

    /** Has nothing go wrong from now on. */
    void heal() {
        synchronized (next) {
            next.clear();
            always.clear();
        }
    }

    /** How many requests the client made since the last time this was asked. */
    int requests() {
        return requests.getAndSet(0);
    }

    /** How many faults of the script have struck. */
    int faults() {
        return faults.get();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ScriptedRequest(request);
    }

    @Override
    public void close() {
        network.close();
    }

    private HttpFault faultOf(Action action) {
        synchronized (next) {
            Queue<HttpFault> scripted = next.getOrDefault(action, new ArrayDeque<>());
            HttpFault fault = scripted.isEmpty() ? always.get(action) : scripted.remove();
            if (fault == null) {
                return HttpFault.none();
            }
            faults.incrementAndGet();
            return fault;
        }
    }

    private final class ScriptedRequest implements ExecutableHttpRequest, HttpFault.Request {

        private final HttpExecuteRequest request;
        private volatile @Nullable ExecutableHttpRequest underWay;

        ScriptedRequest(HttpExecuteRequest request) {
            this.request = request;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            requests.incrementAndGet();
            return faultOf(Action.of(request.httpRequest())).strike(this);
        }

        @Override
        public HttpExecuteResponse send() throws IOException {
            ExecutableHttpRequest sent = network.prepareRequest(request);
            underWay = sent;
            return sent.call();
        }

        @Override
        public void abort() {
            ExecutableHttpRequest sent = underWay;
            if (sent != null) {
                sent.abort();
            }
        }
    }
}
