package io.qipan.patrol.grid;

import io.qipan.patrol.grid.model.FeatureKind;
import io.qipan.patrol.grid.model.FeatureVersion;
import io.qipan.patrol.grid.model.Grid;
import io.qipan.patrol.grid.model.GridChange;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.grid.model.GridRevision;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.InMemory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

public final class FakeGrids implements Grids, InMemory {
    private final Map<Long, GridRevision> revisions = new HashMap<>();
    private final List<FeatureVersion> versions = new ArrayList<>();

    @Override
    public void lock() {
        FakeUnitOfWork.checkMayWrite();
    }

    @Override
    public long newest() {
        return revisions.size();
    }

    @Override
    public Optional<GridRevision> revision(long number) {
        return Optional.ofNullable(revisions.get(number));
    }

    @Override
    public Grid at(long revision) {
        return Grid.of(revision, asOf(revision).map(FeatureVersion::feature).toList());
    }

    private Stream<FeatureVersion> asOf(long revision) {
        return versions.stream().filter(version -> version.isOf(revision));
    }

    @Override
    public Optional<FeatureVersion> find(String name, long revision) {
        return asOf(revision)
                .filter(version -> version.feature().name().equals(name))
                .findFirst();
    }

    @Override
    public List<FeatureVersion> list(long revision, Optional<FeatureKind> kind, String after, int limit) {
        return asOf(revision)
                .filter(version -> kind.isEmpty() || version.feature().kind() == kind.get())
                .filter(version -> version.feature().name().compareTo(after) > 0)
                .sorted(Comparator.comparing(version -> version.feature().name()))
                .limit(limit)
                .toList();
    }

    @Override
    public void add(GridRevision revision, GridChange change) {
        FakeUnitOfWork.checkMayWrite();
        revisions.put(revision.number(), revision);
        Consumer<GridFeature> end = feature -> versions.replaceAll(version -> isNow(version, feature)
                ? new FeatureVersion(version.feature(), version.validFrom(), Optional.of(revision.number()))
                : version);
        Consumer<GridFeature> begin =
                feature -> versions.add(new FeatureVersion(feature, revision.number(), Optional.empty()));
        change.changed().forEach(end);
        change.removed().forEach(end);
        change.added().forEach(begin);
        change.changed().forEach(begin);
    }

    private static boolean isNow(FeatureVersion version, GridFeature feature) {
        return version.validTo().isEmpty() && version.feature().name().equals(feature.name());
    }

    @Override
    public Runnable remember() {
        Runnable first = InMemory.of(revisions).remember();
        List<FeatureVersion> before = List.copyOf(versions);
        return () -> {
            first.run();
            versions.clear();
            versions.addAll(before);
        };
    }
}
