package dev.idempotency.examples.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.idempotency.examples.CardNetwork;
import dev.idempotency.examples.ExampleStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WindowType;

/** The page in a real browser: what a person presses and sees, and what the card network was asked for. */
class HttpPaymentPageTest {

    private static final String CHARGED = "The card was charged";
    private static final String NOT_AGAIN = "The card was not charged again";
    private static final int KEY = 3;
    private static final int OUTCOME = 4;
    private static final int STATUS = 5;
    private static final int RESPONSE = 6;

    @TempDir
    private static Path profile;

    private static @Nullable Browser started;

    private final Browser browser = Objects.requireNonNull(started);
    private final CardNetwork network = new CardNetwork();
    private final PaymentServer server;

    HttpPaymentPageTest() throws IOException {
        ServerOptions options = new ServerOptions(0, "given", Duration.ofHours(24), Duration.ZERO);
        this.server = PaymentServer.start(options, ExampleStore.inMemory(), network);
    }

    @BeforeAll
    static void startBrowser() {
        started = Browser.start(profile);
    }

    @AfterAll
    static void endBrowser() {
        if (started != null) {
            started.close();
        }
    }

    @BeforeEach
    void openPage() {
        browser.driver().get(server.uri().toString());
        browser.awaitText("#live", "live");
    }

    @AfterEach
    void closePage() {
        browser.tidyUp();
        server.close();
    }

    @Test
    void pressedOncePaysOnce() {
        browser.press("#pay");

        browser.awaitText("#said", CHARGED);
        assertThat(browser.text("#said")).contains("Paid €48.00, payment 1");
        browser.awaitText("#log", "Delivered");
        assertThat(browser.column(OUTCOME)).containsExactly("Ran");
        assertThat(browser.column(STATUS)).containsExactly("201");
        assertCharged(1);
    }

    @Test
    void pressedTwiceQuicklyPaysOnce() {
        CountDownLatch networkAnswers = network.holdBackNextAnswer();
        browser.pressTwice("#pay");
        browser.awaitText("#log", "Refused");
        networkAnswers.countDown();

        browser.awaitText("#said", NOT_AGAIN);
        browser.awaitText("#log", "Replayed");
        assertThat(browser.column(OUTCOME)).containsOnlyOnce("Ran", "Replayed").contains("Refused");
        assertThat(browser.column(STATUS)).containsOnly("201", "409");
        assertThat(browser.column(KEY)).containsOnly(browser.column(KEY).get(0));
        assertCharged(1);
    }

    @Test
    void payingAgainAfterALostResponseGetsTheFirstAnswer() {
        browser.press("#lose");
        browser.press("#pay");
        browser.awaitText("#said", "Were you charged?");
        browser.awaitText("#log", "Lost half-way");
        assertCharged(1);

        browser.press("#pay");
        browser.awaitText("#said", NOT_AGAIN);
        browser.awaitText("#log", "Replayed");
        assertThat(browser.column(OUTCOME)).containsExactly("Replayed", "Ran");
        assertThat(browser.column(RESPONSE)).containsExactly("Delivered", "Lost half-way");
        assertCharged(1);
    }

    @Test
    void twoTabsAtOncePayOnce() {
        String key = browser.text("#key");
        browser.press("#tab");
        Await.until("there are two tabs", () -> browser.tabs().length == 2);
        String[] tabs = browser.tabs();
        browser.driver().switchTo().window(tabs[1]);
        browser.awaitText("#live", "live");
        assertThat(browser.text("#key")).isEqualTo(key);

        CountDownLatch networkAnswers = network.holdBackNextAnswer();
        browser.press("#pay");
        browser.driver().switchTo().window(tabs[0]);
        browser.press("#pay");
        browser.awaitText("#log", "Refused");
        networkAnswers.countDown();

        browser.awaitText("#said", "Paid €48.00, payment 1");
        browser.driver().switchTo().window(tabs[1]);
        browser.awaitText("#said", "Paid €48.00, payment 1");
        browser.awaitText("#log", "Replayed");
        assertThat(browser.column(OUTCOME)).containsOnlyOnce("Ran", "Replayed").contains("Refused");
        assertCharged(1);
    }

    @Test
    void reloadFindsThePaymentMade() {
        String key = browser.text("#key");
        browser.press("#pay");
        browser.awaitText("#said", CHARGED);

        browser.driver().navigate().refresh();

        browser.awaitText("#said", NOT_AGAIN);
        browser.awaitText("#log", "Replayed");
        assertThat(browser.text("#key")).isEqualTo(key);
        assertThat(browser.column(OUTCOME)).containsExactly("Replayed", "Ran");
        assertCharged(1);
    }

    @Test
    void reloadBeforeTheAnswerFindsThePaymentMade() {
        CountDownLatch networkAnswers = network.holdBackNextAnswer();
        browser.press("#pay");
        browser.awaitText("#log", "Running");

        browser.driver().navigate().refresh();
        browser.awaitText("#log", "Refused");
        networkAnswers.countDown();

        browser.awaitText("#said", NOT_AGAIN);
        assertCharged(1);
    }

    @Test
    void otherAmountUnderTheSameKeyIsRefused() {
        browser.press("#pay");
        browser.awaitText("#said", CHARGED);

        browser.element("#amount").clear();
        browser.element("#amount").sendKeys("4.80");
        browser.press("#pay");

        browser.awaitText("#said", "422 Idempotency-Key is already used");
        browser.awaitText("#log", "422");
        assertCharged(1);
    }

    @Test
    void newPaymentHasANewKey() {
        String key = browser.text("#key");
        browser.press("#pay");
        browser.awaitText("#said", CHARGED);

        browser.press("#again");
        assertThat(browser.text("#key")).isNotEqualTo(key);
        browser.press("#pay");

        browser.awaitText("#said", "payment 2");
        browser.awaitText("#charges", "2");
        assertCharged(2);
    }

    @Test
    void freshTabIsAnotherPayment() {
        String key = browser.text("#key");

        browser.driver().switchTo().newWindow(WindowType.TAB).get(server.uri().toString());

        assertThat(browser.text("#key")).isNotEqualTo(key);
    }

    @Test
    void screenshotShowsTheWholeStory() throws IOException {
        pressedTwiceQuicklyPaysOnce();
        browser.press("#again");
        browser.press("#lose");
        browser.press("#pay");
        browser.awaitText("#said", "Were you charged?");
        browser.press("#pay");
        browser.awaitText("#said", NOT_AGAIN);
        browser.awaitText("#charges", "2");
        Await.until("all rows are there", () -> browser.column(OUTCOME).get(0).equals("Replayed"));

        browser.keepScreenshot("payment-page.png");
    }

    private void assertCharged(int times) {
        assertThat(network.charges()).isEqualTo(times);
        browser.awaitText("#charges", Integer.toString(times));
    }
}
