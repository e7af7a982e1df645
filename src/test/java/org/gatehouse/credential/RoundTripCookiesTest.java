package org.gatehouse.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.kernel.TestClock;
import org.gatehouse.request.FakeRequest;
import org.gatehouse.sso.Aim;
import org.gatehouse.sso.ProviderName;
import org.gatehouse.sso.RoundTrip;
import org.gatehouse.sso.RoundTrips;
import org.junit.jupiter.api.Test;

class RoundTripCookiesTest {
  private final TestClock clock = new TestClock();
  private final RoundTrips trips =
      new RoundTrips(Sensitive.of("a secret"), Optional.empty(), clock, new SecureRandom());
  private final RoundTripCookies cookies = new RoundTripCookies(trips, false);

  /** What the browser has. */
  private final Map<String, String> jar = new LinkedHashMap<>();

  private RoundTrip begin(String back) {
    clock.advance(Duration.ofSeconds(1));
    RoundTrip trip =
        trips.begin(ProviderName.GOOGLE, new Aim.SignIn(Optional.of(back), Optional.empty()));
    keep(cookies.add(request().build(), trip));
    return trip;
  }

  private FakeRequest request() {
    FakeRequest request = new FakeRequest();
    jar.forEach(request::cookie);
    return request;
  }

  private void keep(List<String> lines) {
    for (String line : lines) {
      String pair = line.substring(0, line.indexOf(';'));
      String name = pair.substring(0, pair.indexOf('='));
      if (line.contains("Max-Age=0")) {
        String unused = jar.remove(name);
      } else {
        jar.put(name, pair.substring(name.length() + 1));
      }
    }
  }

  private boolean isThere(RoundTrip trip) {
    return cookies.find(request().build(), trip.challenge().state()).equals(Optional.of(trip));
  }

  @Test
  void cookieWhenSetThenOnlyForUsAndForTenMinutes() {
    RoundTrip trip =
        trips.begin(ProviderName.GOOGLE, new Aim.SignIn(Optional.empty(), Optional.empty()));
    String line = cookies.add(new FakeRequest().build(), trip).get(0);
    assertTrue(line.startsWith("gatehouse-sso-"), line);
    assertTrue(line.endsWith("; Path=/; Max-Age=600; HttpOnly; SameSite=Lax"), line);
    String secure = new RoundTripCookies(trips, true).add(new FakeRequest().build(), trip).get(0);
    assertTrue(secure.startsWith("__Host-gatehouse-sso-"), secure);
    assertTrue(secure.endsWith("; Secure"), secure);
  }

  @Test
  void tripsWhenSeveralThenEachIsFoundUntilItIsUsed() {
    RoundTrip one = begin("/1");
    RoundTrip two = begin("/2");
    assertTrue(isThere(one));
    assertTrue(isThere(two));
    keep(cookies.remove(one.challenge().state()));
    assertTrue(!isThere(one) && isThere(two));
  }

  @Test
  void tripsWhenMoreThanFiveThenTheOldestGo() {
    List<RoundTrip> begun =
        List.of("1", "2", "3", "4", "5", "6", "7").stream().map(this::begin).toList();
    assertEquals(5, jar.size());
    assertEquals(
        List.of(false, false, true, true, true, true, true),
        begun.stream().map(this::isThere).toList());
  }

  @Test
  void tripsWhenTheirAddressesAreLongThenNoMoreThanFitsIntoARequest() {
    for (int i = 0; i < 5; i++) {
      begin("/" + "x".repeat(1900));
      assertTrue(jar.values().stream().mapToInt(String::length).sum() < 4096, jar::toString);
    }
    assertEquals(1, jar.size());
  }

  @Test
  void tripsWhenOverOrNotOursThenRemovedWithTheNext() {
    RoundTrip old = begin("/old");
    jar.put("gatehouse-sso-AAAAAAAAAAAAAAAAAAAAAA", "nonsense");
    jar.put("another", "stays");
    clock.advance(Duration.ofMinutes(11));
    RoundTrip fresh = begin("/fresh");
    assertEquals(2, jar.size());
    assertTrue(isThere(fresh) && !isThere(old));
  }

  @Test
  void tripWhenTheStateIsAnothersThenNotFound() {
    RoundTrip one = begin("/1");
    String state = one.challenge().state().reveal();
    String sameName = state.substring(0, 22) + "A".repeat(21);
    for (String other :
        List.of("", "x", state + "A", state.toLowerCase(java.util.Locale.ROOT), sameName)) {
      assertEquals(Optional.empty(), cookies.find(request().build(), Sensitive.of(other)), other);
    }
  }
}
