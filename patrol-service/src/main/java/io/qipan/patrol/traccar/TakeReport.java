package io.qipan.patrol.traccar;

import io.qipan.patrol.device.Devices;
import io.qipan.patrol.device.model.Device;
import io.qipan.patrol.device.model.DeviceKey;
import io.qipan.patrol.device.model.Registration;
import io.qipan.patrol.position.KeepBatch;
import io.qipan.proto.patrol.v1.Fix;
import io.qipan.proto.patrol.v1.StreamPositionsRequest;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Takes what a registered telephone reports, in the same way as what comes in streams. */
@Singleton
public class TakeReport {

    /** Who stands at the door, by its key. */
    sealed interface Admission {}

    /** @param registrations the first time first */
    record Admitted(Device device, List<Registration> registrations) implements Admission {}

    /** Or the telephone was withdrawn: who asks is not told which. */
    record KeyWrong() implements Admission {}

    /** Too many strangers at once. */
    record Crowded() implements Admission {}

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Devices devices;
    private final KeepBatch keepBatch;
    private final KnownKeys knownKeys;

    public TakeReport(
            UnitOfWork unitOfWork, InstantSource clock, Devices devices, KeepBatch keepBatch, KnownKeys knownKeys) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.devices = devices;
        this.keepBatch = keepBatch;
        this.knownKeys = knownKeys;
    }

    /** By the hash of the key, through an index: how long that takes says nothing of the key. */
    Admission admit(DeviceKey key) {
        Optional<Admission> found = knownKeys.lookUp(key.hash(), () -> unitOfWork.read(() -> find(key)));
        found.ifPresent(admission -> {
            if (admission instanceof Admitted) {
                knownKeys.right(key.hash());
            } else {
                knownKeys.wrong(key.hash());
            }
        });
        return found.orElseGet(Crowded::new);
    }

    private Admission find(DeviceKey key) {
        Optional<Device> device = devices.withKey(key.hash()).filter(found -> found.opensWith(key));
        return device.isPresent()
                ? new Admitted(device.get(), devices.registrations(device.get().name()))
                : new KeyWrong();
    }

    /** Returns when all of it is on disk, in tracks or in quarantine. False if the telephone calls itself otherwise. */
    boolean take(Admitted admitted, Report report) {
        if (!report.device().equals(admitted.device().id())) {
            return false;
        }
        batches(admitted, report).forEach(batch -> {
            var ignored = keepBatch.keep(batch, Times.now(clock));
        });
        return true;
    }

    /** What waited in the telephone while it changed hands goes to the unit that had it then. */
    private static List<StreamPositionsRequest> batches(Admitted admitted, Report report) {
        Map<String, StreamPositionsRequest.Builder> byUnit = new TreeMap<>();
        for (Fix fix : report.fixes()) {
            String unit = fix.hasFixedAt()
                    ? Registration.unitAt(Times.instant(fix.getFixedAt()), admitted.registrations())
                    : admitted.device().unit();
            byUnit.computeIfAbsent(
                            unit,
                            name -> StreamPositionsRequest.newBuilder()
                                    .setBatch(1)
                                    .setUnit(name)
                                    .setDevice(admitted.device().id()))
                    .addFixes(fix.toBuilder().setSequence(StableSequence.of(fix)));
        }
        return byUnit.values().stream()
                .map(StreamPositionsRequest.Builder::build)
                .toList();
    }
}
