package io.qipan.patrol.duty;

import io.qipan.patrol.duty.model.DutyNotice;
import io.qipan.runtime.page.Page;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.InMemory;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

final class FakeDutyNotices implements DutyNotices, InMemory {
    private static final Comparator<DutyNotice> BY_ID =
            Comparator.comparing(notice -> notice.id().toString());

    private final Map<UUID, DutyNotice> all = new LinkedHashMap<>();

    @Override
    public void add(DutyNotice notice) {
        save(notice);
    }

    @Override
    public Optional<DutyNotice> find(UUID id) {
        return Optional.ofNullable(all.get(id));
    }

    @Override
    public Optional<DutyNotice> lock(UUID id) {
        FakeUnitOfWork.checkMayWrite();
        return find(id);
    }

    @Override
    public void save(DutyNotice notice) {
        FakeUnitOfWork.checkMayWrite();
        all.put(notice.id(), notice);
    }

    private List<DutyNotice> open(Predicate<DutyNotice> wanted) {
        FakeUnitOfWork.checkMayWrite();
        return all.values().stream()
                .filter(DutyNotice::isOpen)
                .filter(wanted)
                .sorted(BY_ID)
                .toList();
    }

    @Override
    public List<DutyNotice> lockOpenOfOrder(UUID order) {
        return open(notice -> notice.order().equals(order));
    }

    @Override
    public List<DutyNotice> lockOpenOfShift(UUID shift) {
        return open(notice -> notice.shift().equals(shift));
    }

    @Override
    public Map<String, Integer> count(UUID order) {
        return all.values().stream()
                .filter(notice -> notice.order().equals(order))
                .collect(Collectors.toMap(notice -> notice.state().word(), _ -> 1, Integer::sum));
    }

    @Override
    public List<DutyNotice> list(Page page, Filter filter) {
        String before = page.after().orElse("g");
        return all.values().stream()
                .filter(notice -> filter.unit().isEmpty() || filter.unit().get().equals(notice.unit()))
                .filter(notice ->
                        filter.order().isEmpty() || filter.order().get().equals(notice.order()))
                .filter(notice -> !filter.openOnly() || notice.isOpen())
                .filter(notice -> notice.id().toString().compareTo(before) < 0)
                .sorted(BY_ID.reversed())
                .limit(page.size() + 1L)
                .toList();
    }

    @Override
    public Runnable remember() {
        return InMemory.of(all).remember();
    }
}
