package io.qipan.patrol.device;

import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.device.model.DeviceKey;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.proto.patrol.v1.Device;
import io.qipan.proto.patrol.v1.DeviceServiceGrpc;
import io.qipan.proto.patrol.v1.DeviceServiceGrpc.DeviceServiceBlockingStub;
import io.qipan.proto.patrol.v1.ListDevicesRequest;
import io.qipan.proto.patrol.v1.RegisterDeviceRequest;
import io.qipan.proto.patrol.v1.RegisterDeviceResponse;
import io.qipan.proto.patrol.v1.WithdrawDeviceRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.FakeJournal;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeviceRpcTest {
    private static final String BOAT = "units/boat-1";

    private final FakeJournal journal = new FakeJournal();
    private final Patrol patrol = Patrol.inMemory(TestClock.standing(), journal);

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(patrol::services);

    @BeforeEach
    void registerUnit() {
        Unit boat = Unit.registered(BOAT, BOAT, "kayak", List.of(), Optional.empty());
        patrol.unitOfWork().run("test", () -> patrol.units().add(boat));
    }

    private DeviceServiceBlockingStub as(Role... roles) {
        return DeviceServiceGrpc.newBlockingStub(harness.channel(roles));
    }

    private static RegisterDeviceRequest phone() {
        return RegisterDeviceRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setName("devices/phone-1")
                .setUnit(BOAT)
                .build();
    }

    private static WithdrawDeviceRequest withdrawal(String etag) {
        return WithdrawDeviceRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setName("devices/phone-1")
                .setEtag(etag)
                .setReason("lost")
                .build();
    }

    @Test
    void a_device_gets_a_key_of_which_only_the_hash_is_kept() {
        // When
        RegisterDeviceResponse registered = as(Role.ENGINEER).registerDevice(phone());

        // Then
        assertThat(registered.getKey()).matches("[A-Za-z0-9_-]{43}");
        assertThat(registered.getDevice().getState()).isEqualTo(Device.State.ACTIVE);
        var kept = patrol.unitOfWork()
                .read(() -> patrol.devices().find("devices/phone-1"))
                .orElseThrow();
        assertThat(kept.opensWith(new DeviceKey(registered.getKey()))).isTrue();
        assertThat(kept.opensWith(DeviceKey.fresh())).isFalse();
        assertThat(kept.toString()).doesNotContain(registered.getKey());
    }

    @Test
    void nothing_that_is_told_later_contains_the_key() {
        // Given
        RegisterDeviceRequest request = phone();
        String key = as(Role.ENGINEER).registerDevice(request).getKey();

        // When
        RegisterDeviceResponse repeated = as(Role.ENGINEER).registerDevice(request);

        // Then
        assertThat(repeated.getKey()).isEmpty();
        assertThat(repeated.getDevice().getName()).isEqualTo("devices/phone-1");
        var listed = as(Role.DISPATCHER).listDevices(ListDevicesRequest.getDefaultInstance());
        assertThat(listed.getDevicesList()).containsExactly(repeated.getDevice());
        assertThat(journal.told().toString() + listed).doesNotContain(key);
    }

    @Test
    void a_device_in_use_is_not_registered_again() {
        // Given
        var ignored = as(Role.ENGINEER).registerDevice(phone());

        // When
        var refused = refused(() -> as(Role.ENGINEER).registerDevice(phone()));

        // Then
        assertThat(reasonOf(refused)).isEqualTo(Reason.ALREADY_EXISTS);
    }

    @Test
    void a_withdrawn_device_opens_nothing_until_it_has_a_new_key() {
        // Given
        RegisterDeviceResponse first = as(Role.ENGINEER).registerDevice(phone());
        Device withdrawn = as(Role.COMMANDER).withdrawDevice(withdrawal("1")).getDevice();
        assertThat(withdrawn.getState()).isEqualTo(Device.State.WITHDRAWN);
        assertThat(opens(first.getKey())).isFalse();

        // When
        RegisterDeviceResponse second = as(Role.ENGINEER).registerDevice(phone());

        // Then
        assertThat(second.getDevice().getEtag()).isEqualTo("3");
        assertThat(opens(first.getKey())).isFalse();
        assertThat(opens(second.getKey())).isTrue();
        assertThat(journal.told()).hasSize(3);
    }

    private boolean opens(String key) {
        return patrol.unitOfWork()
                .read(() -> patrol.devices().find("devices/phone-1"))
                .orElseThrow()
                .opensWith(new DeviceKey(key));
    }

    @Test
    void a_withdrawal_is_of_the_state_that_was_seen() {
        // Given
        var ignored = as(Role.ENGINEER).registerDevice(phone());

        // When
        var stale = refused(() -> as(Role.ENGINEER).withdrawDevice(withdrawal("7")));

        // Then
        assertThat(reasonOf(stale)).isEqualTo(Reason.STALE_ETAG);
        var once = as(Role.ENGINEER).withdrawDevice(withdrawal("1"));
        assertThat(reasonOf(refused(() -> as(Role.ENGINEER)
                        .withdrawDevice(withdrawal(once.getDevice().getEtag())))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void a_unit_that_does_not_exist_has_no_devices() {
        // Given
        RegisterDeviceRequest request =
                phone().toBuilder().setUnit("units/none").build();

        // When
        var refused = refused(() -> as(Role.ENGINEER).registerDevice(request));

        // Then
        assertThat(reasonOf(refused)).isEqualTo(Reason.NOT_FOUND);
    }
}
