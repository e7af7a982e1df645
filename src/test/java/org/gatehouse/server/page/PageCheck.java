package org.gatehouse.server.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.Sizes;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What every page must be, whatever it shows; and a photograph of it for people to look at. */
final class PageCheck {
  private static final int WEIGHT_LIMIT = 30 * 1024;

  private final Page page;
  private final List<Request> finished = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final Set<String> hosts = new TreeSet<>();

  /** From now on, everything that the page asks for is looked at. */
  PageCheck(Page page) {
    this.page = page;
    page.onRequest(request -> hosts.add(URI.create(request.url()).getAuthority()));
    page.onRequestFinished(finished::add);
    // Requests that are looked at are not answered from the browser's cache.
    page.route("**", Route::resume);
    page.onRequestFailed(request -> faults.add(request.url() + " " + request.failure()));
    page.onConsoleMessage(
        message -> {
          // Chromium reports the status of the page itself as an error.
          if (!message.text().startsWith("Failed to load resource")) {
            faults.add(message.text());
          }
        });
    page.onPageError(faults::add);
  }

  /** Everything that the page needed so far, with headers. */
  void weighs(String name) {
    page.waitForLoadState(LoadState.NETWORKIDLE);
    int bytes = 0;
    // A copy: to ask for sizes lets further events in.
    for (Request request : List.copyOf(finished)) {
      Sizes sizes = request.sizes();
      bytes += sizes.responseBodySize + sizes.responseHeadersSize;
    }
    int weight = bytes;
    assertTrue(finished.size() >= 3, () -> name + ": page, stylesheet and mark are not all there");
    assertTrue(weight <= WEIGHT_LIMIT, () -> name + " weighs " + weight + " bytes");
  }

  /** No request to anybody else, none that failed, nothing that the policy or browser minds. */
  void isQuiet(String name) {
    assertEquals(Set.of(URI.create(page.url()).getAuthority()), hosts, name);
    assertEquals(List.of(), faults, name);
  }

  /** axe finds nothing, in light and in dark, and nothing is wider than the smallest window. */
  void isForEverybody(String name) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      String shade = scheme.name().toLowerCase(Locale.ROOT);
      page.setViewportSize(1280, 800);
      photograph(name + "-" + shade);
      assertEquals(
          List.of(),
          new AxeBuilder(page)
              .analyze().getViolations().stream()
                  .map(rule -> rule.getId() + ": " + rule.getNodes())
                  .toList(),
          name + " in " + shade);
      page.setViewportSize(320, 640);
      photograph(name + "-320-" + shade);
      assertEquals(
          320, page.evaluate("document.documentElement.scrollWidth"), name + " at 320 pixels");
    }
  }

  private void photograph(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of(System.getProperty("gatehouse.it"), "photographs", name + ".png")));
  }
}
