package org.gatehouse.persistence;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * For UUID columns that may be null: EclipseLink 4.0.8's own conversion throws a
 * NullPointerException on them. The database keeps its UUID type.
 */
@Converter
public class UuidConverter implements AttributeConverter<UUID, UUID> {
  @Override
  public @Nullable UUID convertToDatabaseColumn(@Nullable UUID id) {
    return id;
  }

  @Override
  public @Nullable UUID convertToEntityAttribute(@Nullable UUID id) {
    return id;
  }
}
