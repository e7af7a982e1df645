package org.gatehouse.server;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one Chromium of this JVM: that of {@code CHROMIUM_PATH}, or {@code /usr/bin/chromium}, else
 * one that Playwright installs for itself. A test opens windows, each of which has cookies of its
 * own.
 */
public final class Browser {
  private static com.microsoft.playwright.@Nullable Browser running;

  private Browser() {}

  /** An empty page of a new window, whose paths are relative to the server's context root. */
  public static Page open(RunningServer server, String address) {
    return open(server, address, options -> {});
  }

  /**
   * The same with other options, such as a size or without scripts.
   *
   * @param address of the client, which the server believes
   */
  public static Page open(
      RunningServer server, String address, Consumer<NewContextOptions> options) {
    NewContextOptions all =
        new NewContextOptions()
            .setBaseURL("http://localhost:" + server.port() + "/gatehouse/")
            .setExtraHTTPHeaders(Map.of("X-Forwarded-For", address));
    options.accept(all);
    BrowserContext context = chromium().newContext(all);
    context.setDefaultTimeout(30_000);
    return context.newPage();
  }

  private static synchronized com.microsoft.playwright.Browser chromium() {
    com.microsoft.playwright.Browser known = running;
    if (known != null) {
      return known;
    }
    Optional<Path> installed = installed();
    Map<String, String> environment = new HashMap<>();
    installed.ifPresent(path -> environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
    Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    LaunchOptions launch =
        new LaunchOptions()
            .setArgs(
                List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync"));
    installed.ifPresent(launch::setExecutablePath);
    com.microsoft.playwright.Browser browser = playwright.chromium().launch(launch);
    Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
    running = browser;
    return browser;
  }

  private static Optional<Path> installed() {
    return Stream.of(System.getenv("CHROMIUM_PATH"), "/usr/bin/chromium")
        .filter(path -> path != null && !path.isEmpty())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
