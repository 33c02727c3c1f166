package io.qipan.patrol.device;

import io.qipan.patrol.device.model.Device;
import io.qipan.runtime.page.Page;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.InMemory;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

public final class FakeDevices implements Devices, InMemory {
    private final NavigableMap<String, Device> byName = new TreeMap<>();

    @Override
    public boolean add(Device device) {
        FakeUnitOfWork.checkMayWrite();
        return byName.putIfAbsent(device.name(), device) == null;
    }

    @Override
    public Optional<Device> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    @Override
    public Optional<Device> lock(String name) {
        return find(name);
    }

    @Override
    public void save(Device device) {
        FakeUnitOfWork.checkMayWrite();
        byName.put(device.name(), device);
    }

    @Override
    public List<Device> list(Page page, Optional<String> unit) {
        return byName.tailMap(page.after().orElse(""), false).values().stream()
                .filter(device -> unit.isEmpty() || unit.get().equals(device.unit()))
                .limit(page.size() + 1L)
                .toList();
    }

    @Override
    public Runnable remember() {
        return InMemory.of(byName).remember();
    }
}
