package dev.idempotency.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import dev.idempotency.persistence.PersistenceStore;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The contract finds what it is there to find: each broken store fails it. */
class BrokenStoresTest {

    private static final String STORE = "dev.idempotency.testkit.brokenStore";

    @ParameterizedTest
    @EnumSource
    void brokenStoreFailsTheContract(BrokenStore store) {
        assertThat(failuresOf(store)).isEqualTo(store.caughtBy());
    }

    /** Those of the tests named by the broken store that it did fail. */
    private static Set<String> failuresOf(BrokenStore store) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        List<MethodSelector> tests = store.caughtBy().stream()
                .map(test -> selectMethod(BrokenStoreContract.class, test))
                .toList();
        LauncherFactory.create()
                .execute(
                        request()
                                .selectors(tests)
                                .configurationParameter(STORE, store.name())
                                .build(),
                        listener);
        return listener.getSummary().getFailures().stream()
                .map(failure -> methodName(failure.getTestIdentifier()))
                .collect(Collectors.toSet());
    }

    private static String methodName(TestIdentifier test) {
        return ((MethodSource) test.getSource().orElseThrow()).getMethodName();
    }

    /** The contract over the broken store that the run names. */
    @ExtendWith(NamedStore.class)
    static final class BrokenStoreContract extends PersistenceStoreContract {

        private final BrokenStore store;

        BrokenStoreContract(BrokenStore store) {
            this.store = store;
        }

        @Override
        protected PersistenceStore newStore() {
            return store.create();
        }
    }

    private static final class NamedStore implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == BrokenStore.class;
        }

        @Override
        public BrokenStore resolveParameter(ParameterContext parameter, ExtensionContext test) {
            return BrokenStore.valueOf(test.getConfigurationParameter(STORE).orElseThrow());
        }
    }
}
