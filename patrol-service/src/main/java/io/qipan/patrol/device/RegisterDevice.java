package io.qipan.patrol.device;

import io.qipan.patrol.device.model.Device;
import io.qipan.patrol.device.model.KeyHash;
import io.qipan.patrol.unit.Units;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Registers a device with a unit, for the first time or after it was withdrawn. */
@Singleton
public class RegisterDevice {
    private final Devices devices;
    private final Units units;
    private final Journal journal;

    public RegisterDevice(Devices devices, Units units, Journal journal) {
        this.devices = devices;
        this.units = units;
        this.journal = journal;
    }

    public Device register(String name, String unit, KeyHash key, Instant now) {
        if (units.find(unit).isEmpty()) {
            throw Refusal.notFound(unit).asException();
        }
        Optional<Device> known = devices.lock(name);
        Device device;
        if (known.isPresent()) {
            device = known.get().registerAgain(unit, key, now).orRefuse();
            devices.save(device);
        } else {
            device = Device.registered(name, unit, key, now);
            if (!devices.add(device)) {
                throw Refusal.of(Reason.ALREADY_EXISTS, name + " was registered just now by somebody else.")
                        .with("resource", name)
                        .asException();
            }
        }
        journal.append(name, "device.registered", now, "", DeviceMessages.message(device));
        return device;
    }
}
