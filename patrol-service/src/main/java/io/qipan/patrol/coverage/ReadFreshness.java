package io.qipan.patrol.coverage;

import io.qipan.patrol.coverage.Pieces.Seen;
import io.qipan.patrol.grid.Grids;
import io.qipan.patrol.grid.model.FeatureKind;
import io.qipan.patrol.grid.model.FeatureVersion;
import io.qipan.proto.patrol.v1.Freshness;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When the zones, or a zone and its cells, were seen last. */
@Singleton
public class ReadFreshness {
    private final Grids grids;
    private final Pieces pieces;

    public ReadFreshness(Grids grids, Pieces pieces) {
        this.grids = grids;
        this.pieces = pieces;
    }

    public List<Freshness> read(Optional<String> zone, Optional<String> kind, Instant now) {
        long revision = grids.newest();
        List<String> areas = zone.map(name -> zoneAndCells(name, revision))
                .orElseGet(
                        () -> names(FeatureKind.ZONE, revision, version -> true).toList());
        Map<String, Seen> seen =
                pieces.lastSeen(areas, kind).stream().collect(Collectors.toMap(Seen::feature, Function.identity()));
        return areas.stream().map(area -> message(area, seen.get(area), now)).toList();
    }

    private List<String> zoneAndCells(String zone, long revision) {
        if (grids.find(zone, revision).isEmpty()) {
            throw Refusal.notFound(zone).asException();
        }
        Stream<String> cells = names(
                FeatureKind.CELL,
                revision,
                version -> version.feature().parentName().equals(Optional.of(zone)));
        return Stream.concat(cells, Stream.of(zone)).sorted().toList();
    }

    private Stream<String> names(
            FeatureKind kind, long revision, java.util.function.Predicate<FeatureVersion> condition) {
        return grids.list(revision, Optional.of(kind), "", Integer.MAX_VALUE).stream()
                .filter(condition)
                .map(version -> version.feature().name());
    }

    private static Freshness message(String area, @Nullable Seen seen, Instant now) {
        Freshness.Builder message = Freshness.newBuilder().setFeature(area);
        if (seen != null) {
            message.setLastAt(Times.message(seen.at()))
                    .setSecondsSince(
                            Math.max(0, Duration.between(seen.at(), now).toSeconds()))
                    .setUnit(seen.unit());
        }
        return message.build();
    }
}
