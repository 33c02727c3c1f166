package io.qipan.ecology.hotspot;

import io.qipan.ecology.clue.ClueRecords;
import io.qipan.ecology.clue.Clues;
import io.qipan.ecology.clue.SubmitClue;
import io.qipan.ecology.clue.model.Clue;
import io.qipan.ecology.clue.model.Report;
import io.qipan.ecology.clue.model.Source;
import io.qipan.ecology.hotspot.Hotspots.OfClue;
import io.qipan.ecology.hotspot.model.Cluster;
import io.qipan.ecology.hotspot.model.Clustering;
import io.qipan.ecology.hotspot.model.HeatSource;
import io.qipan.ecology.hotspot.model.Hotspot;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Stores detections, and makes clues of those that no known source of heat explains. */
@Singleton
public class ImportHotspots {
    /** What heat in the field is taken for, until somebody has looked. */
    private static final String ACTIVITY = "wildfire_use";
    /** Of so many the words of a clue are made, from the first on. */
    private static final int MOST_TOLD = 10_000;

    private final Hotspots hotspots;
    private final HeatSources heatSources;
    private final SubmitClue submitClue;
    private final Clues clues;
    private final ClueRecords records;
    private final InstantSource clock;

    public ImportHotspots(
            Hotspots hotspots,
            HeatSources heatSources,
            SubmitClue submitClue,
            Clues clues,
            ClueRecords records,
            InstantSource clock) {
        this.hotspots = hotspots;
        this.heatSources = heatSources;
        this.submitClue = submitClue;
        this.clues = clues;
        this.records = records;
        this.clock = clock;
    }

    /** What became of the detections. */
    public record Outcome(int stored, int explained, List<Clue> opened, List<Clue> grown) {}

    public Outcome take(List<Hotspot> told) {
        hotspots.lock();
        Set<Hotspot.Key> stored = hotspots.stored(told);
        Collection<Hotspot> fresh = told.stream()
                .filter(hotspot -> !stored.contains(hotspot.key()))
                .collect(Collectors.toMap(Hotspot::key, Function.identity(), (first, _) -> first, LinkedHashMap::new))
                .values();
        Map<Hotspot, UUID> explained = explained(fresh);
        hotspots.addExplained(explained);
        List<Hotspot> unexplained = fresh.stream()
                .filter(hotspot -> !explained.containsKey(hotspot))
                .toList();
        Outcome clustered = cluster(unexplained);
        return new Outcome(fresh.size(), explained.size(), clustered.opened(), clustered.grown());
    }

    private Map<Hotspot, UUID> explained(Collection<Hotspot> fresh) {
        Optional<Instant> first = fresh.stream().map(Hotspot::acquiredAt).min(Instant::compareTo);
        Optional<Instant> last = fresh.stream().map(Hotspot::acquiredAt).max(Instant::compareTo);
        Map<Hotspot, UUID> explained = new LinkedHashMap<>();
        if (first.isPresent() && last.isPresent()) {
            List<HeatSource> sources = heatSources.between(first.get(), last.get());
            fresh.forEach(hotspot -> sources.stream()
                    .filter(source -> source.explains(hotspot))
                    .findFirst()
                    .ifPresent(source -> explained.put(hotspot, source.id())));
        }
        return explained;
    }

    private Outcome cluster(List<Hotspot> fresh) {
        List<OfClue> near = hotspots.near(fresh);
        Map<UUID, Clue> growing = lockOpen(near);
        Map<UUID, UUID> clueOf = near.stream()
                .filter(old -> growing.containsKey(old.clue()))
                .collect(Collectors.toMap(old -> old.hotspot().id(), OfClue::clue));
        List<Hotspot> all = new ArrayList<>(fresh);
        near.stream()
                .map(OfClue::hotspot)
                .filter(old -> clueOf.containsKey(old.id()))
                .forEach(all::add);
        List<Cluster> alone = new ArrayList<>();
        Map<Clue, List<Hotspot>> growth = new LinkedHashMap<>();
        for (Cluster cluster : Clustering.of(all)) {
            List<Hotspot> added = cluster.hotspots().stream()
                    .filter(hotspot -> !clueOf.containsKey(hotspot.id()))
                    .toList();
            Optional<Clue> oldest = cluster.hotspots().stream()
                    .flatMap(old -> Optional.ofNullable(clueOf.get(old.id())).stream())
                    .map(id -> Objects.requireNonNull(growing.get(id)))
                    .min(Comparator.comparing(clue -> clue.id().toString()));
            if (oldest.isEmpty()) {
                alone.add(cluster);
            } else if (!added.isEmpty()) {
                growth.computeIfAbsent(oldest.get(), _ -> new ArrayList<>()).addAll(added);
            }
        }
        return new Outcome(fresh.size(), 0, opened(alone), grown(growth));
    }

    /** What has been answered or put aside meanwhile is not opened again: the heat makes a new clue. */
    private Map<UUID, Clue> lockOpen(List<OfClue> near) {
        List<UUID> ids = near.stream().map(OfClue::clue).distinct().toList();
        return clues.lockAll(ids).stream()
                .filter(Clue::takesInMore)
                .collect(Collectors.toMap(Clue::id, Function.identity()));
    }

    private List<Clue> opened(List<Cluster> clusters) {
        List<Clue> opened = submitClue.submitAll(
                clusters.stream().map(ImportHotspots::report).toList());
        for (int i = 0; i < clusters.size(); i++) {
            hotspots.addToClue(opened.get(i).id(), clusters.get(i).hotspots());
        }
        return opened;
    }

    /** What a person has told stays as it was told, whatever heat is merged into it. */
    private List<Clue> grown(Map<Clue, List<Hotspot>> growth) {
        List<Clue> grown = new ArrayList<>();
        growth.forEach((clue, added) -> {
            hotspots.addToClue(clue.id(), added);
            Cluster whole = new Cluster(hotspots.ofClue(clue.id(), Optional.empty(), MOST_TOLD));
            Clue more = clue.telling(clue.report().source() == Source.HOTSPOT ? report(whole) : clue.report());
            grown.add(records.change(more, "clue.hotspots_added", Times.now(clock), added.size() + " more detections"));
        });
        return grown;
    }

    private static Report report(Cluster cluster) {
        return new Report(
                Source.HOTSPOT,
                "",
                Optional.of(ACTIVITY),
                cluster.firstAt(),
                Optional.of(cluster.middle()),
                cluster.radiusM(),
                "",
                cluster.summary(),
                Optional.of(cluster.estimate()),
                Optional.empty(),
                false);
    }
}
