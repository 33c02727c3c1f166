package io.qipan.patrol.device;

import io.qipan.patrol.device.model.Device;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Takes nothing from a device any more. */
@Singleton
public class WithdrawDevice {
    private final Devices devices;
    private final Journal journal;

    public WithdrawDevice(Devices devices, Journal journal) {
        this.devices = devices;
        this.journal = journal;
    }

    public Device withdraw(String name, String etag, String reason, Instant now) {
        Device device =
                devices.lock(name).orElseThrow(() -> Refusal.notFound(name).asException());
        Device withdrawn = device.withdraw(etag).orRefuse();
        devices.save(withdrawn);
        journal.append(name, "device.withdrawn", now, reason, DeviceMessages.message(withdrawn));
        return withdrawn;
    }
}
