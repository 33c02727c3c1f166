package io.qipan.launcher.city;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.launcher.Board;
import io.qipan.launcher.fake.FakeBoard;
import io.qipan.proto.patrol.v1.Unit;
import java.util.HashSet;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WuhaiTest {

    private final FakeBoard fake = new FakeBoard();
    private final Board board = fake.connect();

    @AfterEach
    void close() {
        board.close();
        fake.close();
    }

    @Test
    void theCityIsLoadedWithAPositionForEachUnit() {
        // Given
        Wuhai city = new Wuhai();

        // When
        String line = city.load(board);

        // Then
        assertThat(line).isEqualTo("The demo city is Wuhai (乌海): 9 stations, 40 units, 12 of them vessels.");
        assertThat(fake.store.stations).hasSize(9);
        assertThat(fake.store.units).hasSize(40);
        assertThat(fake.store.units.values()).allMatch(Unit::hasPosition);
    }

    @Test
    void loadingItAgainChangesNothing() {
        // Given
        new Wuhai().load(board);
        int effects = fake.store.effects();

        // When
        new Wuhai().load(board);

        // Then
        assertThat(fake.store.effects()).isEqualTo(effects);
    }

    @Test
    void unitsThatSomebodyElseRegisteredAreLeftAsTheyAre() {
        // Given
        Unit other = Unit.newBuilder().setName("units/boat-01").setKind("kayak").build();
        fake.store.units.put(other.getName(), other);

        // When
        new Wuhai().load(board);

        // Then
        assertThat(fake.store.units).hasSize(40);
        assertThat(fake.store.units.get("units/boat-01"))
                .extracting(Unit::getKind)
                .isEqualTo("kayak");
    }

    @Test
    void theVesselsAreTheTwelveOfTheRiversideBranch() {
        // Given
        CityTable table = CityTable.of("wuhai");

        // When
        Map<String, Long> vessels = table.units().stream()
                .filter(unit -> unit.id().startsWith("boat-"))
                .collect(Collectors.groupingBy(CityTable.UnitRow::kind, Collectors.counting()));

        // Then
        assertThat(vessels)
                .isEqualTo(Map.of(
                        "patrol_boat_large", 2L,
                        "patrol_boat_small", 3L,
                        "assault_boat", 3L,
                        "kayak", 2L,
                        "jet_ski", 1L,
                        "amphibious_boat", 1L));
    }

    @Test
    void callSignsAreUniqueAndEveryUnitHasAStationOfTheTable() {
        // Given
        CityTable table = CityTable.of("wuhai");

        // When
        HashSet<String> callSigns =
                table.units().stream().map(CityTable.UnitRow::callSign).collect(Collectors.toCollection(HashSet::new));

        // Then
        assertThat(callSigns).hasSize(table.units().size());
        assertThat(table.stations())
                .extracting(CityTable.StationRow::name)
                .containsAll(
                        table.units().stream().map(CityTable.UnitRow::station).toList());
    }
}
