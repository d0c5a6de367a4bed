package dev.idempotency;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.idempotency.codec.JacksonDefaults;
import dev.idempotency.codec.ResponseTransform;
import dev.idempotency.key.KeyDerivation;
import dev.idempotency.persistence.CachingPersistenceStore;
import dev.idempotency.persistence.PersistenceStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How operations are made idempotent: an immutable value, safe to share between operations and threads.
 *
 * <pre>{@code
 * IdempotencyConfig config = IdempotencyConfig.builder(store)
 *         .eventKeyJmesPath("[userId, productId]")
 *         .expiresAfter(Duration.ofHours(1))
 *         .build();
 * }</pre>
 */
public final class IdempotencyConfig {

    private final Settings settings;
    private final @Nullable String operationName;

    private IdempotencyConfig(Settings settings, @Nullable String operationName) {
        this.settings = settings;
        this.operationName = operationName;
    }

    /**
     * Starts a config.
     *
     * @param store where records are kept
     */
    public static Builder builder(PersistenceStore store) {
        return new Builder(store, Environment.SYSTEM);
    }

    /**
     * This config with a name for the operation that {@link Idempotency#makeIdempotent} wraps with it.
     *
     * @param operationName stable across deploys, unique among the operations that share a store and a prefix; 1 to 512
     *     characters, not blank
     * @throws IllegalArgumentException for any other name
     */
    public IdempotencyConfig named(String operationName) {
        return new IdempotencyConfig(settings, OptionCheck.operationName(operationName));
    }

    Settings settings() {
        return settings;
    }

    /** The name that {@link #named} has set. */
    public Optional<String> operationName() {
        return Optional.ofNullable(operationName);
    }

    /** Collects options. Not thread-safe; every value is checked by {@link #build()}. */
    public static final class Builder {

        private static final int DEFAULT_CACHE_ENTRIES = 256;
        private static final int ASYNC_THREADS = 8;

        private final PersistenceStore store;
        private final Environment environment;
        private @Nullable String eventKeyJmesPath;
        private @Nullable String payloadValidationJmesPath;
        private MissingKey missingKey = MissingKey.FAIL;
        private Duration expiresAfter = Duration.ofHours(1);
        private Duration lease = Duration.ofSeconds(60);
        private @Nullable Integer localCacheMaxEntries;
        private CompletionFailure onCompletionFailure = CompletionFailure.RETURN_RESULT;
        private FailurePolicy failurePolicy = FailurePolicy.DEFAULT;
        private OnConflict onConflict = OnConflict.FAIL;
        private boolean renewLease = true;
        private @Nullable ResponseTransform responseTransform;
        private @Nullable ResponseHook responseHook;
        private final List<IdempotencyListener> listeners = new ArrayList<>();
        private Timing timing = new SystemTiming();
        private @Nullable Executor asyncExecutor;
        private String hashAlgorithm = "SHA-256";
        private @Nullable String keyPrefix;
        private @Nullable ObjectMapper objectMapper;
        private InstantSource clock = InstantSource.system();
        private @Nullable Boolean disabled;

        Builder(PersistenceStore store, Environment environment) {
            this.store = store;
            this.environment = environment;
        }

        /**
         * The slice of the payload that identifies a call, as a JMESPath expression. Default: the whole payload.
         *
         * <p>Include whoever is allowed to see the response: callers whose slices are equal get each other's results.
         */
        public Builder eventKeyJmesPath(String expression) {
            this.eventKeyJmesPath = expression;
            return this;
        }

        /**
         * The slice of the payload that must be equal in every duplicate, as a JMESPath expression. Default: none. A
         * duplicate that differs is refused with an {@link dev.idempotency.error.IdempotencyValidationException}.
         */
        public Builder payloadValidationJmesPath(String expression) {
            this.payloadValidationJmesPath = expression;
            return this;
        }

        /** What to do with a payload that has no key. Default: {@link MissingKey#FAIL}. */
        public Builder missingKey(MissingKey missingKey) {
            this.missingKey = missingKey;
            return this;
        }

        /**
         * How long a result is replayed, counted from completion and rounded up to a whole second. Default: 1 hour.
         *
         * @param duration more than 0, at most 3650 days
         */
        public Builder expiresAfter(Duration duration) {
            this.expiresAfter = duration;
            return this;
        }

        /**
         * How long a claim outlives a crashed owner, and so blocks its key at the longest. Default: 60 seconds. While the
         * owner runs, a heartbeat prolongs it.
         *
         * @param duration at least 1 millisecond, at most 1 day
         */
        public Builder lease(Duration duration) {
            this.lease = duration;
            return this;
        }

        /**
         * Whether a heartbeat prolongs the lease of a running call every third of its length. Default: yes. Without it a
         * call that runs longer than its lease may be run again by a duplicate.
         */
        public Builder renewLease(boolean renewLease) {
            this.renewLease = renewLease;
            return this;
        }

        /** What a duplicate does while the first call is running. Default: {@link OnConflict#FAIL}. */
        public Builder onConflict(OnConflict onConflict) {
            this.onConflict = onConflict;
            return this;
        }

        /** Keeps up to 256 completed records in this JVM, so that their duplicates ask the store nothing. Default: off. */
        public Builder localCache() {
            return localCache(DEFAULT_CACHE_ENTRIES);
        }

        /**
         * Keeps completed records in this JVM, so that their duplicates ask the store nothing. Default: off.
         *
         * @param maxEntries how many records at most, at least 1
         */
        public Builder localCache(int maxEntries) {
            this.localCacheMaxEntries = maxEntries;
            return this;
        }

        /** What becomes of the claim when the function throws. Default: {@link FailurePolicy#DEFAULT}. */
        public Builder failurePolicy(FailurePolicy failurePolicy) {
            this.failurePolicy = failurePolicy;
            return this;
        }

        /**
         * What a caller gets whose call ran but whose result could not be stored. Default:
         * {@link CompletionFailure#RETURN_RESULT}.
         */
        public Builder onCompletionFailure(CompletionFailure onCompletionFailure) {
            this.onCompletionFailure = onCompletionFailure;
            return this;
        }

        /**
         * What responses and recorded failures go through to the store and back, to be encrypted for instance. Default:
         * none.
         */
        public Builder responseTransform(ResponseTransform responseTransform) {
            this.responseTransform = responseTransform;
            return this;
        }

        /** Applied to replayed responses only. Default: none. */
        public Builder responseHook(ResponseHook responseHook) {
            this.responseHook = responseHook;
            return this;
        }

        /** Adds an observer of every event. Default: none. */
        public Builder listener(IdempotencyListener listener) {
            this.listeners.add(listener);
            return this;
        }

        /** A {@link java.security.MessageDigest} algorithm for key and payload hash. Default: SHA-256. */
        public Builder hashAlgorithm(String algorithm) {
            this.hashAlgorithm = algorithm;
            return this;
        }

        /**
         * Namespace in front of every operation name. Default: the environment variable AWS_LAMBDA_FUNCTION_NAME where
         * it is set, otherwise none.
         *
         * @param prefix at most 512 characters; empty for none
         */
        public Builder keyPrefix(String prefix) {
            this.keyPrefix = prefix;
            return this;
        }

        /**
         * Reads payloads and writes responses. Default: Jackson with java.time and Optional. The mapper is used as it is
         * at {@link #build()} and must not be reconfigured afterwards: another configuration means other keys.
         */
        public Builder objectMapper(ObjectMapper objectMapper) {
            this.objectMapper = objectMapper;
            return this;
        }

        /** Where the time comes from. Default: the system clock. */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /** How time passes for heartbeats and waiters. Default: as it does. For tests and simulators. */
        public Builder timing(Timing timing) {
            this.timing = timing;
            return this;
        }

        /**
         * Where asynchronous calls start their functions and block on the store, one step at a time. Default: up to 8
         * daemon threads that end when idle. On Java 21 and later, virtual threads serve well.
         */
        public Builder asyncExecutor(Executor executor) {
            this.asyncExecutor = executor;
            return this;
        }

        /**
         * Sends calls straight to the function; no store is touched. Default: the environment variable
         * IDEMPOTENCY_DISABLED or POWERTOOLS_IDEMPOTENCY_DISABLED.
         */
        public Builder disabled(boolean disabled) {
            this.disabled = disabled;
            return this;
        }

        /**
         * Checks every option and makes the config.
         *
         * @throws IllegalArgumentException naming the option, its value and what is allowed
         */
        public IdempotencyConfig build() {
            checkOptions();
            InFlightCalls inFlight = new InFlightCalls();
            ObjectMapper mapper = objectMapper != null ? objectMapper : JacksonDefaults.mapper();
            return new IdempotencyConfig(
                    new Settings(
                            checkedStore(),
                            new KeyDerivation(mapper, eventKeyJmesPath, payloadValidationJmesPath, hashAlgorithm),
                            mapper,
                            OptionCheck.shortEnough(
                                    "keyPrefix", keyPrefix != null ? keyPrefix : environment.keyPrefix()),
                            expiresAfter,
                            lease,
                            clock,
                            missingKey,
                            onCompletionFailure,
                            failurePolicy,
                            onConflict,
                            responseTransform,
                            responseHook,
                            List.copyOf(listeners),
                            timing,
                            executor(),
                            new OwnerTokens(),
                            inFlight,
                            renewLease ? Optional.of(new Heartbeat(timing, inFlight)) : Optional.empty(),
                            disabled != null ? disabled : environment.isDisabled()),
                    null);
        }

        private Executor executor() {
            return asyncExecutor != null ? asyncExecutor : new DaemonThreads("idempotency-async", ASYNC_THREADS);
        }

        private void checkOptions() {
            OptionCheck.present("missingKey", missingKey);
            OptionCheck.present("onCompletionFailure", onCompletionFailure);
            OptionCheck.present("failurePolicy", failurePolicy);
            OptionCheck.present("onConflict", onConflict);
            OptionCheck.present("clock", clock);
            OptionCheck.present("timing", timing);
            OptionCheck.present("hashAlgorithm", hashAlgorithm);
            for (IdempotencyListener listener : listeners) {
                OptionCheck.present("listener", listener);
            }
            OptionCheck.expiry("expiresAfter", expiresAfter);
            OptionCheck.lease("lease", lease);
            OptionCheck.waitLimit("onConflict waitLimit", onConflict.waitLimit());
        }

        private PersistenceStore checkedStore() {
            OptionCheck.present("store", store);
            return localCacheMaxEntries == null
                    ? store
                    : new CachingPersistenceStore(
                            store, OptionCheck.atLeastOne("localCache maxEntries", localCacheMaxEntries));
        }
    }
}
