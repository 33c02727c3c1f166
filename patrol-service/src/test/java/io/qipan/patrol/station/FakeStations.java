package io.qipan.patrol.station;

import io.qipan.patrol.station.model.Station;
import io.qipan.runtime.page.Page;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.InMemory;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

public final class FakeStations implements Stations, InMemory {
    private final NavigableMap<String, Station> byName = new TreeMap<>();

    @Override
    public boolean add(Station station) {
        FakeUnitOfWork.checkMayWrite();
        return byName.putIfAbsent(station.name(), station) == null;
    }

    @Override
    public boolean exists(String name) {
        return byName.containsKey(name);
    }

    @Override
    public List<Station> find(Collection<String> names) {
        return byName.values().stream()
                .filter(station -> names.contains(station.name()))
                .toList();
    }

    @Override
    public List<Station> list(Page page) {
        return byName.tailMap(page.after().orElse(""), false).values().stream()
                .limit(page.size() + 1L)
                .toList();
    }

    @Override
    public Runnable remember() {
        return InMemory.of(byName).remember();
    }
}
