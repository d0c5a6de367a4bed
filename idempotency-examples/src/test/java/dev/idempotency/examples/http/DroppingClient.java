package dev.idempotency.examples.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A client on a socket of its own, which can break its connection at any moment. */
final class DroppingClient implements AutoCloseable {

    private final URI server;
    private @Nullable Socket socket;

    DroppingClient(URI server) {
        this.server = server;
    }

    record Answer(int status, boolean replayed, String body) {}

    Answer pay(String key, String body) throws IOException {
        InputStream in = new BufferedInputStream(send(key, body).getInputStream());
        int status = Integer.parseInt(line(in).substring("HTTP/1.1 ".length()).substring(0, 3));
        boolean replayed = false;
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            replayed |= lower.startsWith("idempotency-replayed:");
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).strip());
            }
        }
        return new Answer(status, replayed, new String(in.readNBytes(length), US_ASCII));
    }

    /** Sends a payment and resets the connection, before or while the response comes. */
    void payAndDrop(String key, String body, boolean awaitResponse) throws IOException {
        Socket connected = send(key, body);
        if (awaitResponse && connected.getInputStream().read() < 0) {
            throw new EOFException("the server was first");
        }
        connected.setSoLinger(true, 0);
        close();
    }

    private Socket send(String key, String body) throws IOException {
        Socket connected = socket;
        if (connected == null) {
            connected = new Socket(server.getHost(), server.getPort());
            connected.setTcpNoDelay(true);
            socket = connected;
        }
        String request = """
                POST /payments HTTP/1.1\r
                Host: %s\r
                Authorization: Bearer token-of-ann\r
                Content-Type: application/json\r
                Idempotency-Key: %s\r
                Content-Length: %d\r
                \r
                %s""".formatted(server.getAuthority(), key, body.length(), body);
        connected.getOutputStream().write(request.getBytes(US_ASCII));
        return connected;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the response ends after \"" + line + "\"");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
