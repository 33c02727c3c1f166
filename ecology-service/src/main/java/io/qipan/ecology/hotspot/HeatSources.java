package io.qipan.ecology.hotspot;

import io.qipan.ecology.hotspot.model.HeatSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The known sources of heat. Inside a unit of work only. */
public interface HeatSources {

    void add(HeatSource source);

    void save(HeatSource changed);

    Optional<HeatSource> find(UUID id);

    /** Like {@link #find}; nobody else can change it until this unit of work ends. */
    Optional<HeatSource> lock(UUID id);

    /** Those that held at some time in between. */
    List<HeatSource> between(Instant from, Instant until);

    /** The newest first. */
    List<HeatSource> list(Optional<UUID> before, int most);
}
