package io.qipan.ecology.rule.model;

import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Instant;
import java.util.Optional;

/** An act as somebody tells it, with codes that may not exist. */
public record Question(
        Instant at, String activity, Optional<Wgs84> point, double uncertaintyM, Optional<String> water) {}
