package io.qipan.ecology.chief;

import io.qipan.ecology.chief.model.Jurisdiction;
import io.qipan.ecology.chief.model.JurisdictionRevision;
import io.qipan.ecology.chief.model.JurisdictionVersion;
import io.qipan.ecology.chief.model.Layer;
import io.qipan.ecology.chief.model.Territory;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.InMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Jurisdictions in memory. */
final class FakeJurisdictions implements Jurisdictions, InMemory {
    private final List<JurisdictionRevision> revisions = new ArrayList<>();
    private final List<JurisdictionVersion> versions = new ArrayList<>();

    @Override
    public void lock() {
        FakeUnitOfWork.checkMayWrite();
    }

    @Override
    public long newest() {
        return revisions.size();
    }

    @Override
    public List<JurisdictionRevision> revisions() {
        return List.copyOf(revisions);
    }

    @Override
    public Territory present() {
        return Territory.of(versions.stream()
                .filter(version -> version.toRevision().isEmpty())
                .map(JurisdictionVersion::jurisdiction)
                .toList());
    }

    @Override
    public List<String> namesOf(Layer layer) {
        return present().jurisdictions().values().stream()
                .filter(jurisdiction -> jurisdiction.layer().equals(layer))
                .map(Jurisdiction::name)
                .toList();
    }

    @Override
    public List<JurisdictionVersion> versions() {
        return List.copyOf(versions);
    }

    @Override
    public List<JurisdictionVersion> versionsOf(String name) {
        return versions.stream()
                .filter(version -> version.jurisdiction().name().equals(name))
                .toList();
    }

    @Override
    public void add(JurisdictionRevision revision, Territory.Change change) {
        FakeUnitOfWork.checkMayWrite();
        revisions.add(revision);
        List<String> over = Stream.concat(change.changed().stream(), change.removed().stream())
                .map(Jurisdiction::name)
                .toList();
        versions.replaceAll(version -> version.toRevision().isEmpty()
                        && over.contains(version.jurisdiction().name())
                ? new JurisdictionVersion(
                        version.jurisdiction(), version.fromRevision(), Optional.of(revision.number()))
                : version);
        Stream.concat(change.added().stream(), change.changed().stream())
                .map(jurisdiction -> new JurisdictionVersion(jurisdiction, revision.number(), Optional.empty()))
                .forEach(versions::add);
    }

    @Override
    public Runnable remember() {
        List<JurisdictionRevision> revisionsBefore = List.copyOf(revisions);
        List<JurisdictionVersion> versionsBefore = List.copyOf(versions);
        return () -> {
            revisions.clear();
            revisions.addAll(revisionsBefore);
            versions.clear();
            versions.addAll(versionsBefore);
        };
    }
}
