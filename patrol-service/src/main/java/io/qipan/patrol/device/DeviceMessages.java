package io.qipan.patrol.device;

import io.qipan.patrol.device.model.Device;
import io.qipan.runtime.rpc.Times;

/** Devices on the wire: without their keys. */
final class DeviceMessages {

    private DeviceMessages() {}

    static io.qipan.proto.patrol.v1.Device message(Device device) {
        return io.qipan.proto.patrol.v1.Device.newBuilder()
                .setName(device.name())
                .setEtag(Long.toString(device.version()))
                .setUnit(device.unit())
                .setState(
                        switch (device.state()) {
                            case ACTIVE -> io.qipan.proto.patrol.v1.Device.State.ACTIVE;
                            case WITHDRAWN -> io.qipan.proto.patrol.v1.Device.State.WITHDRAWN;
                        })
                .setKeyFingerprint(device.key().fingerprint())
                .setRegisteredAt(Times.message(device.registeredAt()))
                .build();
    }
}
