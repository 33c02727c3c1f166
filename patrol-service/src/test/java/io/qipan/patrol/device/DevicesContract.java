package io.qipan.patrol.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.device.model.Device;
import io.qipan.patrol.device.model.DeviceKey;
import io.qipan.patrol.device.model.Registration;
import io.qipan.patrol.unit.Units;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.work.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class DevicesContract {
    private static final String BOAT = "units/boat-1";
    private static final String CAR = "units/car-1";
    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

    abstract Devices devices();

    abstract Units units();

    abstract UnitOfWork unitOfWork();

    @BeforeEach
    void register() {
        for (String unit : List.of(BOAT, CAR)) {
            Unit registered = Unit.registered(unit, unit, "patrol_car", List.of(), Optional.empty());
            unitOfWork().run("test", () -> units().add(registered));
        }
    }

    private Device added(String id, String unit) {
        Device device =
                Device.registered("devices/" + id, unit, DeviceKey.fresh().hash(), NOW);
        assertThat(unitOfWork().run("test", () -> devices().add(device))).isTrue();
        return device;
    }

    @Test
    void a_device_is_found_as_it_was_added() {
        // Given
        Device phone = added("phone-1", BOAT);

        // When
        Optional<Device> found = unitOfWork().read(() -> devices().find("devices/phone-1"));

        // Then
        assertThat(found).contains(phone);
        assertThat(unitOfWork().read(() -> devices().find("devices/phone-2"))).isEmpty();
    }

    @Test
    void a_name_is_given_once() {
        // Given
        Device phone = added("phone-1", BOAT);
        Device namesake = Device.registered(phone.name(), CAR, DeviceKey.fresh().hash(), NOW);

        // When
        boolean added = unitOfWork().run("test", () -> devices().add(namesake));

        // Then
        assertThat(added).isFalse();
        assertThat(unitOfWork().read(() -> devices().find(phone.name()))).contains(phone);
    }

    @Test
    void what_is_saved_replaces_what_was() {
        // Given
        Device phone = added("phone-1", BOAT);
        Device withdrawn = phone.withdraw("1").orRefuse();
        Device again = withdrawn
                .registerAgain(CAR, DeviceKey.fresh().hash(), NOW.plusSeconds(1))
                .orRefuse();

        // When
        unitOfWork().run("test", () -> {
            assertThat(devices().lock(phone.name())).contains(phone);
            devices().save(again);
            return true;
        });

        // Then
        assertThat(unitOfWork().read(() -> devices().find(phone.name()))).contains(again);
    }

    @Test
    void it_is_remembered_with_which_unit_a_device_was_when() {
        // Given
        Device phone = added("phone-1", BOAT);
        Device withdrawn = phone.withdraw("1").orRefuse();
        Device again = withdrawn
                .registerAgain(CAR, DeviceKey.fresh().hash(), NOW.plusSeconds(60))
                .orRefuse();

        // When
        unitOfWork().run("test", () -> {
            devices().save(withdrawn);
            devices().save(again);
            return true;
        });

        // Then
        List<Registration> registrations = unitOfWork().read(() -> devices().registrations(phone.name()));
        assertThat(registrations)
                .containsExactly(new Registration(BOAT, NOW), new Registration(CAR, NOW.plusSeconds(60)));
        assertThat(Registration.unitAt(NOW.minusSeconds(1), registrations)).isEqualTo(BOAT);
        assertThat(Registration.unitAt(NOW.plusSeconds(59), registrations)).isEqualTo(BOAT);
        assertThat(Registration.unitAt(NOW.plusSeconds(60), registrations)).isEqualTo(CAR);
        assertThat(unitOfWork().read(() -> devices().withKey(again.key()))).contains(again);
        assertThat(unitOfWork().read(() -> devices().withKey(phone.key()))).isEmpty();
    }

    @Test
    void pages_go_by_name_and_may_be_of_one_unit() {
        // Given
        Device c = added("c", BOAT);
        Device a = added("a", BOAT);
        Device other = added("b", CAR);

        // When
        List<Device> all = unitOfWork().read(() -> devices().list(Page.of(10, 50, "", ""), Optional.empty()));

        // Then
        assertThat(all).containsExactly(a, other, c);
        assertThat(unitOfWork().read(() -> devices().list(Page.of(10, 50, "", ""), Optional.of(BOAT))))
                .containsExactly(a, c);
        assertThat(unitOfWork().read(() -> devices().list(new Page(1, Optional.of(a.name()), ""), Optional.empty())))
                .containsExactly(other, c);
    }
}
