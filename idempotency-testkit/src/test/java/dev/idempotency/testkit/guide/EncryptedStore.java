package dev.idempotency.testkit.guide;

import dev.idempotency.persistence.Acquisition;
import dev.idempotency.persistence.Acquisition.Acquired;
import dev.idempotency.persistence.Acquisition.Refused;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.PersistenceStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/** Keeps what is stored of results secret: AES-GCM, bound to the idempotency key. Everything else is the store's. */
final class EncryptedStore implements PersistenceStore {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final PersistenceStore store;
    private final SecretKey secret;
    private final SecureRandom random = new SecureRandom();

    EncryptedStore(PersistenceStore store, SecretKey secret) {
        this.store = store;
        this.secret = secret;
    }

    @Override
    public Acquisition acquire(IdempotencyRecord claim, Instant now) {
        Acquisition acquisition = store.acquire(claim, now);
        if (acquisition instanceof Refused refused) {
            return new Refused(opened(refused.existing()));
        }
        IdempotencyRecord replaced = ((Acquired) acquisition).replaced();
        return new Acquired(replaced == null ? null : opened(replaced));
    }

    @Override
    public Optional<IdempotencyRecord> find(String key) {
        return store.find(key).map(this::opened);
    }

    @Override
    public boolean complete(IdempotencyRecord completed) {
        String key = completed.key();
        return store.complete(with(completed, sealed(completed.response(), key), sealed(completed.failure(), key)));
    }

    @Override
    public boolean renew(IdempotencyRecord claim) {
        return store.renew(claim);
    }

    @Override
    public boolean release(String key, String owner) {
        return store.release(key, owner);
    }

    private IdempotencyRecord opened(IdempotencyRecord stored) {
        String key = stored.key();
        return with(stored, opened(stored.response(), key), opened(stored.failure(), key));
    }

    private @Nullable String sealed(@Nullable String text, String key) {
        if (text == null) {
            return null;
        }
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, key, text.getBytes(StandardCharsets.UTF_8));
        byte[] both = ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
        return Base64.getEncoder().encodeToString(both);
    }

    private @Nullable String opened(@Nullable String text, String key) {
        if (text == null) {
            return null;
        }
        ByteBuffer both = ByteBuffer.wrap(Base64.getDecoder().decode(text));
        byte[] nonce = new byte[NONCE_BYTES];
        both.get(nonce);
        byte[] sealed = new byte[both.remaining()];
        both.get(sealed);
        return new String(crypt(Cipher.DECRYPT_MODE, nonce, key, sealed), StandardCharsets.UTF_8);
    }

    private byte[] crypt(int mode, byte[] nonce, String key, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(key.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static IdempotencyRecord with(
            IdempotencyRecord record, @Nullable String response, @Nullable String failure) {
        return new IdempotencyRecord(
                record.key(),
                record.status(),
                record.expiresAt(),
                record.leaseUntil(),
                record.completedAt(),
                record.owner(),
                response,
                failure,
                record.payloadHash());
    }
}
