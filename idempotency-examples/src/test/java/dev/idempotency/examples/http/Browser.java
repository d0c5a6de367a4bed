package dev.idempotency.examples.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

/** Debian's Chromium without a window, seen as a person sees it: by what the page shows. */
final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final String REQUIRED = "BROWSER_TESTS_REQUIRED";
    private static final Path SCREENSHOTS =
            Path.of(System.getProperty("basedir", ""), "target", "screenshots").toAbsolutePath();

    /** Held, for a logger is forgotten together with its level. It warns of every Chromium newer than itself. */
    private static final Logger SELENIUM_LOG = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** A browser that knows nothing yet. */
    static Browser start(Path profile) {
        require(List.of(CHROMIUM, DRIVER), System.getenv().containsKey(REQUIRED));
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--lang=en",
                "--window-size=1240,966",
                "--force-device-scale-factor=2",
                "--user-data-dir=" + profile);
        SELENIUM_LOG.setLevel(Level.SEVERE);
        // Selenium downloads a driver of its own unless it is told of one.
        System.setProperty("webdriver.chrome.driver", DRIVER.toString());
        return new Browser(new ChromeDriver(options));
    }

    /** Skips the test for want of a program, or fails it where it must not be skipped. */
    static void require(List<Path> programs, boolean always) {
        List<Path> missing = programs.stream()
                .filter(program -> !Files.isExecutable(program))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        String reason = "no " + missing + " for the test of the page: apt-get install chromium chromium-driver";
        if (always) {
            throw new AssertionError(REQUIRED + " is set, and there is " + reason);
        }
        System.out.println("Skipped: " + reason);
        Assumptions.abort(reason);
    }

    ChromeDriver driver() {
        return driver;
    }

    /** One tab and nothing open in it. */
    void tidyUp() {
        String first = tabs()[0];
        for (String tab : tabs()) {
            if (!tab.equals(first)) {
                driver.switchTo().window(tab).close();
            }
        }
        driver.switchTo().window(first).get("about:blank");
    }

    String[] tabs() {
        return driver.getWindowHandles().toArray(String[]::new);
    }

    WebElement element(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    String text(String css) {
        return element(css).getText();
    }

    void press(String css) {
        element(css).click();
    }

    void pressTwice(String css) {
        new Actions(driver).doubleClick(element(css)).perform();
    }

    void awaitText(String css, String text) {
        Await.until(css + " shows \"" + text + "\"", () -> text(css).contains(text));
    }

    /** What one column of the table of requests shows, latest first; read in one step, for rows come and go. */
    List<String> column(int number) {
        Object cells = driver.executeScript("return [...document.querySelectorAll('#log td:nth-child(" + number
                + ")')].map(cell => cell.innerText.trim()).join('\\n')");
        return String.valueOf(cells).lines().toList();
    }

    void keepScreenshot(String name) throws IOException {
        Files.createDirectories(SCREENSHOTS);
        Files.write(SCREENSHOTS.resolve(name), driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
