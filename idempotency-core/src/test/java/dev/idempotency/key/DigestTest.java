package dev.idempotency.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("K1")
public class DigestTest {

    private static final String HASH_OF_7 = "7902699be42c8a8e46fbbb4501726517e86b22c56a189f7625a6da49081b2451";

    @Test
    @DisplayName("K1: one digest serves many threads")
    void oneDigestServesManyThreads() {
        Digest digest = new Digest("SHA-256");

        assertThat(IntStream.range(0, 10_000).parallel().mapToObj(i -> digest.hex(IntNode.valueOf(7))))
                .containsOnly(HASH_OF_7);
    }

    @Test
    @DisplayName("K1: an algorithm whose implementation cannot be cloned hashes, too")
    void implementationNeedNotBeCloneable() {
        Provider provider = new UncloneableProvider();
        Security.addProvider(provider);
        try {
            Digest digest = new Digest("UNCLONEABLE-SHA-256");

            assertThat(digest.hex(IntNode.valueOf(7))).isEqualTo(HASH_OF_7);
            assertThat(digest.hex(IntNode.valueOf(7))).isEqualTo(HASH_OF_7);
        } finally {
            Security.removeProvider(provider.getName());
        }
    }

    static final class UncloneableProvider extends Provider {

        private static final long serialVersionUID = 1L;

        UncloneableProvider() {
            super("Uncloneable", "1", "for tests");
            put("MessageDigest.UNCLONEABLE-SHA-256", Uncloneable.class.getName());
        }
    }

    /** SHA-256 that cannot be cloned. */
    public static final class Uncloneable extends MessageDigest {

        private final MessageDigest sha256;

        public Uncloneable() throws NoSuchAlgorithmException {
            super("UNCLONEABLE-SHA-256");
            this.sha256 = MessageDigest.getInstance("SHA-256");
        }

        @Override
        public Object clone() throws CloneNotSupportedException {
            throw new CloneNotSupportedException();
        }

        @Override
        protected void engineUpdate(byte input) {
            sha256.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            sha256.update(input, offset, length);
        }

        @Override
        protected byte[] engineDigest() {
            return sha256.digest();
        }

        @Override
        protected void engineReset() {
            sha256.reset();
        }
    }
}
