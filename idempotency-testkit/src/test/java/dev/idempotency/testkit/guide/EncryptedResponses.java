package dev.idempotency.testkit.guide;

import dev.idempotency.codec.ResponseTransform;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** Keeps stored responses and failures secret: AES-GCM, bound to the idempotency key. */
final class EncryptedResponses implements ResponseTransform {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey secret;
    private final SecureRandom random = new SecureRandom();

    EncryptedResponses(SecretKey secret) {
        this.secret = secret;
    }

    @Override
    public String toStored(String text, String key) throws GeneralSecurityException {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, key).doFinal(text.getBytes(StandardCharsets.UTF_8));
        byte[] both = ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
        return Base64.getEncoder().encodeToString(both);
    }

    @Override
    public String fromStored(String stored, String key) throws GeneralSecurityException {
        ByteBuffer both = ByteBuffer.wrap(Base64.getDecoder().decode(stored));
        byte[] nonce = new byte[NONCE_BYTES];
        both.get(nonce);
        byte[] sealed = new byte[both.remaining()];
        both.get(sealed);
        return new String(cipher(Cipher.DECRYPT_MODE, nonce, key).doFinal(sealed), StandardCharsets.UTF_8);
    }

    private Cipher cipher(int mode, byte[] nonce, String key) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(key.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
