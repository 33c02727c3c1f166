package io.qipan.patrol.device;

import io.qipan.patrol.device.model.Device;
import io.qipan.patrol.device.model.KeyHash;
import io.qipan.patrol.device.model.Registration;
import io.qipan.runtime.page.Page;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.InMemory;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;

public final class FakeDevices implements Devices, InMemory {
    private final NavigableMap<String, Device> byName = new TreeMap<>();
    private final Map<String, SequencedSet<Registration>> registrations = new HashMap<>();

    @Override
    public boolean add(Device device) {
        FakeUnitOfWork.checkMayWrite();
        boolean added = byName.putIfAbsent(device.name(), device) == null;
        if (added) {
            note(device);
        }
        return added;
    }

    @Override
    public Optional<Device> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private void note(Device device) {
        SequencedSet<Registration> known =
                new LinkedHashSet<>(registrations.getOrDefault(device.name(), new LinkedHashSet<>()));
        known.add(new Registration(device.unit(), device.registeredAt()));
        registrations.put(device.name(), known);
    }

    @Override
    public Optional<Device> withKey(KeyHash key) {
        return byName.values().stream()
                .filter(device -> device.key().equals(key))
                .findFirst();
    }

    @Override
    public List<Registration> registrations(String name) {
        return List.copyOf(registrations.getOrDefault(name, new LinkedHashSet<>()));
    }

    @Override
    public Optional<Device> lock(String name) {
        return find(name);
    }

    @Override
    public void save(Device device) {
        FakeUnitOfWork.checkMayWrite();
        byName.put(device.name(), device);
        note(device);
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
        Runnable devices = InMemory.of(byName).remember();
        Runnable times = InMemory.of(registrations).remember();
        return () -> {
            devices.run();
            times.run();
        };
    }
}
