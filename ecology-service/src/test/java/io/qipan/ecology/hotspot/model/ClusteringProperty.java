package io.qipan.ecology.hotspot.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.clue.model.Estimate.Confidence;
import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ClusteringProperty {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");

    static Hotspot hotspot(double latitude, double longitude, Duration later, Confidence confidence) {
        return new Hotspot(UUID.randomUUID(), "Terra", NOW.plus(later), new Wgs84(latitude, longitude), confidence, 10);
    }

    private static List<Hotspot> scattered(long seed, int count) {
        Random random = new Random(seed);
        List<Hotspot> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(hotspot(
                    42 + random.nextDouble() * 0.2,
                    120 + random.nextDouble() * 0.2,
                    Duration.ofHours(random.nextInt(48)),
                    Confidence.NOMINAL));
        }
        return all;
    }

    private static Set<Set<Hotspot>> sets(List<Cluster> clusters) {
        return clusters.stream()
                .map(cluster -> (Set<Hotspot>) new HashSet<>(cluster.hotspots()))
                .collect(Collectors.toSet());
    }

    /** Pairs that are linked, until nothing changes. */
    private static Set<Set<Hotspot>> slowly(List<Hotspot> hotspots) {
        List<Set<Hotspot>> groups = hotspots.stream()
                .map(one -> (Set<Hotspot>) new HashSet<>(Set.of(one)))
                .collect(Collectors.toList());
        for (Hotspot one : hotspots) {
            Set<Hotspot> joined = new HashSet<>();
            List<Set<Hotspot>> rest = new ArrayList<>();
            for (Set<Hotspot> group : groups) {
                boolean touches = group.stream().anyMatch(other -> Clustering.linked(one, other));
                if (touches) {
                    joined.addAll(group);
                } else {
                    rest.add(group);
                }
            }
            rest.add(joined);
            groups = rest;
        }
        return new HashSet<>(groups);
    }

    @Property(tries = 100)
    void findsWhatAChainOfLinksConnectsInAnyOrder(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int count) {
        // Given
        List<Hotspot> all = scattered(seed, count);
        List<Hotspot> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(seed + 1));

        // When
        Set<Set<Hotspot>> found = sets(Clustering.of(shuffled));

        // Then
        assertThat(found).isEqualTo(slowly(all));
    }

    @Example
    void isSurerOfWhatWasSeenTwice() {
        // Given
        Hotspot once = hotspot(42, 120, Duration.ZERO, Confidence.LOW);
        Hotspot again = hotspot(42.001, 120, Duration.ofHours(3), Confidence.LOW);

        // When
        Cluster both = new Cluster(List.of(again, once));

        // Then
        assertThat(new Cluster(List.of(once)).estimate().confidence()).isEqualTo(Confidence.LOW);
        assertThat(both.estimate().confidence()).isEqualTo(Confidence.NOMINAL);
        assertThat(both.estimate().reason())
                .isEqualTo("2 detections, of which the surest is LOW, in 2 passes by Terra");
        assertThat(both.firstAt()).isEqualTo(NOW);
    }
}
