package io.qipan.patrol.season;

import io.qipan.patrol.season.model.Declaration;
import io.qipan.patrol.season.model.Declaration.Standing;
import io.qipan.runtime.page.Page;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.InMemory;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

final class FakeDeclarations implements Declarations, InMemory {
    private final Map<UUID, Declaration> all = new LinkedHashMap<>();

    /** As PostgreSQL compares them. */
    private static final Comparator<Declaration> BY_ID = Comparator.comparing(d -> d.id().toString());

    @Override
    public void add(Declaration declaration) {
        save(declaration);
    }

    @Override
    public Optional<Declaration> find(UUID id) {
        return Optional.ofNullable(all.get(id));
    }

    @Override
    public Optional<Declaration> lock(UUID id) {
        FakeUnitOfWork.checkMayWrite();
        return find(id);
    }

    @Override
    public void save(Declaration declaration) {
        FakeUnitOfWork.checkMayWrite();
        all.put(declaration.id(), declaration);
    }

    @Override
    public List<Declaration> standing(Instant now) {
        return all.values().stream()
                .filter(declaration -> declaration.state() instanceof Standing)
                .filter(declaration -> declaration.until().map(now::isBefore).orElse(true))
                .sorted(BY_ID)
                .toList();
    }

    @Override
    public List<Declaration> list(Page page, boolean standingOnly) {
        String before = page.after().orElse("g");
        return all.values().stream()
                .filter(declaration -> !standingOnly || declaration.state() instanceof Standing)
                .filter(declaration -> declaration.id().toString().compareTo(before) < 0)
                .sorted(BY_ID.reversed())
                .limit(page.size() + 1L)
                .toList();
    }

    @Override
    public Runnable remember() {
        return InMemory.of(all).remember();
    }
}
