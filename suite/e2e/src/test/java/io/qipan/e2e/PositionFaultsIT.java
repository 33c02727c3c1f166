package io.qipan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.qipan.launcher.Board;
import io.qipan.launcher.Service;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** No fix that was acknowledged is lost, and none is kept twice, whatever dies while phones send as fast as they can. */
@ExtendWith(SharedBoard.class)
class PositionFaultsIT {

    private static final int PHONES = 40;
    private static final Duration CALM = Duration.ofMillis(2_500);
    private static final Duration TO_THE_LAST = Duration.ofMinutes(3);
    /** Far enough back that the tracks are of two days for a part of the year's nights, and never of the future. */
    private static final Duration TRACKS_BEGAN = Duration.ofHours(6);

    private static final Set<String> MAY_END = Set.of("OK", "UNAVAILABLE");

    private record Fault(String deed, Consumer<TestBoard> happen) {}

    private static final List<Fault> FAULTS = List.of(
            new Fault("kill -9 patrol-service", board -> board.kill(Service.PATROL)),
            new Fault("pg_ctl stop -m immediate", TestBoard::crashPostgres),
            new Fault("kill patrol-service", board -> board.terminate(Service.PATROL)),
            new Fault("kill -9 patrol-service and pg_ctl stop -m immediate", board -> {
                board.kill(Service.PATROL);
                board.crashPostgres();
            }),
            new Fault("pg_ctl stop -m immediate, again", TestBoard::crashPostgres),
            new Fault("kill -9 patrol-service, again", board -> board.kill(Service.PATROL)));

    @Test
    void everyAcknowledgedFixIsKeptOnceWhateverDiesUnderFullLoad(TestBoard board)
            throws InterruptedException, SQLException {
        // Given
        try (Board client = board.connect()) {
            City.settle(client);
            Instant firstFixAt = Instant.now().minus(TRACKS_BEGAN);
            List<Phone> phones = IntStream.range(0, PHONES)
                    .mapToObj(i ->
                            new Phone(client, City.UNITS.get(i / 2), "e2e-phone-" + i, firstFixAt, i, Phone.UNPACED))
                    .toList();
            phones.forEach(Phone::start);

            // When
            for (Fault fault : FAULTS) {
                Pause.of(CALM);
                long before = acknowledged(phones);
                fault.happen().accept(board);
                board.up();
                System.out.printf("After %,d fixes: %s%n", before, fault.deed());
            }
            Pause.of(CALM);
            phones.forEach(Phone::stop);
            for (Phone phone : phones) {
                phone.awaitAcknowledged(TO_THE_LAST);
            }

            // Then
            System.out.printf("%,d fixes acknowledged to %d phones%n", acknowledged(phones), PHONES);
            Map<String, Kept> kept = kept(board);
            assertAll(phones.stream().map(phone -> () -> {
                assertThat(kept.get(phone.device()))
                        .as(phone.toString())
                        .isEqualTo(new Kept(phone.acknowledged(), phone.acknowledged(), phone.acknowledged(), true));
                assertThat(phone.acknowledged()).as("fixes of %s", phone).isPositive();
                assertThat(phone.breaks()).as("broken streams of %s", phone).isGreaterThanOrEqualTo(FAULTS.size() / 2);
                assertThat(MAY_END)
                        .as("ends of %s", phone)
                        .containsAll(phone.ends().keySet());
            }));
        }
    }

    private static long acknowledged(List<Phone> phones) {
        return phones.stream().mapToLong(Phone::acknowledged).sum();
    }

    /**
     * What a device has in the table.
     *
     * @param rows as many as numbers if no fix is there twice, and as the highest number if none is missing
     * @param asSent every fix is where and when it was
     */
    private record Kept(long rows, long numbers, long highest, boolean asSent) {}

    private static Map<String, Kept> kept(TestBoard board) throws SQLException {
        Map<String, Kept> kept = new TreeMap<>();
        try (Connection connection = board.database(Service.PATROL).connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select device, count(*), count(distinct sequence), max(sequence),
                            bool_and(abs(latitude - (%s + sequence * %s)) < 1e-9)
                                and count(distinct unit_name) = 1
                                and max(fixed_at) - min(fixed_at) = (max(sequence) - 1) * interval '1 ms'
                        from position where device like 'e2e-phone-%%' group by device
                        """.formatted(Phone.LATITUDE_OF_FIRST, Phone.LATITUDE_STEP))) {
            while (rows.next()) {
                kept.put(
                        rows.getString(1),
                        new Kept(rows.getLong(2), rows.getLong(3), rows.getLong(4), rows.getBoolean(5)));
            }
        }
        return kept;
    }
}
