package io.qipan.patrol.device;

import io.qipan.patrol.device.model.Device;
import io.qipan.patrol.device.model.KeyHash;
import io.qipan.patrol.device.model.Registration;
import io.qipan.runtime.page.Page;
import java.util.List;
import java.util.Optional;

/** The devices that were ever registered. */
public interface Devices {

    /** Whether it was added: false if there is one of this name. */
    boolean add(Device device);

    Optional<Device> find(String name);

    /** The one that has the key with this hash, withdrawn or not. */
    Optional<Device> withKey(KeyHash key);

    /** With which units it was registered, the first time first. */
    List<Registration> registrations(String name);

    /** Holds it, if it exists, until the end of the unit of work. */
    Optional<Device> lock(String name);

    /** Keeps a locked one. */
    void save(Device device);

    /** By name, one more than the page holds. */
    List<Device> list(Page page, Optional<String> unit);
}
