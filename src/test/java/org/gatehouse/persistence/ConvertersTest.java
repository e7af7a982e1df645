package org.gatehouse.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConvertersTest {
  @Test
  void instantWhenNullThenNullBothWays() {
    assertNull(new InstantConverter().convertToDatabaseColumn(null));
    assertNull(new InstantConverter().convertToEntityAttribute(null));
  }

  @Test
  void instantWhenStoredThenInMillisecondsAlsoBefore1970() {
    InstantConverter converter = new InstantConverter();
    assertEquals(
        1_795_521_600_123L,
        converter.convertToDatabaseColumn(Instant.parse("2026-11-24T12:00:00.123999Z")));
    Instant old = Instant.parse("1969-12-31T23:59:59.999Z");
    assertEquals(-1L, converter.convertToDatabaseColumn(old));
    assertEquals(old, converter.convertToEntityAttribute(-1L));
  }

  @Test
  void uuidWhenNullThenNullElseItself() {
    UuidConverter converter = new UuidConverter();
    assertNull(converter.convertToDatabaseColumn(null));
    assertNull(converter.convertToEntityAttribute(null));
    UUID id = UUID.randomUUID();
    assertEquals(id, converter.convertToDatabaseColumn(id));
    assertEquals(id, converter.convertToEntityAttribute(id));
  }
}
