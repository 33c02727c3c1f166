package io.qipan.patrol.traccar;

import io.qipan.patrol.device.Devices;
import io.qipan.patrol.device.model.Device;
import io.qipan.patrol.device.model.DeviceKey;
import io.qipan.patrol.device.model.KeyHash;
import io.qipan.patrol.position.KeepBatch;
import io.qipan.proto.patrol.v1.Fix;
import io.qipan.proto.patrol.v1.StreamPositionsRequest;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** Takes what a registered telephone reports, in the same way as what comes in streams. */
@Singleton
public class TakeReport {
    /** Compared with instead of the hash of a device that does not exist, so that it takes as long. */
    private static final KeyHash NOBODY = DeviceKey.fresh().hash();

    /** What the telephone is told. */
    public enum Outcome {
        /** On disk, in the track or in quarantine. */
        KEPT,
        /** Or there is no such device, or it was withdrawn: who asks is not told which. */
        KEY_WRONG,
        TOO_MANY_WRONG_KEYS
    }

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Devices devices;
    private final KeepBatch keepBatch;
    private final WrongKeys wrongKeys;

    public TakeReport(
            UnitOfWork unitOfWork, InstantSource clock, Devices devices, KeepBatch keepBatch, WrongKeys wrongKeys) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.devices = devices;
        this.keepBatch = keepBatch;
        this.wrongKeys = wrongKeys;
    }

    Outcome take(String address, DeviceKey key, Report report) {
        String identity = report.device() + " " + key.hash().hex();
        if (!wrongKeys.mayTry(address, identity)) {
            return Outcome.TOO_MANY_WRONG_KEYS;
        }
        Optional<Device> device = unitOfWork.read(() -> devices.find(Device.nameOf(report.device())));
        if (!opens(device, key)) {
            wrongKeys.wrong(address, identity);
            return Outcome.KEY_WRONG;
        }
        wrongKeys.right(identity);
        var ignored = keepBatch.keep(batch(device.orElseThrow(), report), Times.now(clock));
        return Outcome.KEPT;
    }

    private static boolean opens(Optional<Device> device, DeviceKey key) {
        return device.isPresent() ? device.get().opensWith(key) : NOBODY.isOf(key);
    }

    private static StreamPositionsRequest batch(Device device, Report report) {
        StreamPositionsRequest.Builder batch = StreamPositionsRequest.newBuilder()
                .setBatch(1)
                .setUnit(device.unit())
                .setDevice(device.id());
        for (Fix fix : report.fixes()) {
            batch.addFixes(fix.toBuilder().setSequence(StableSequence.of(fix)));
        }
        return batch.build();
    }
}
