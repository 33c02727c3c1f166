package io.qipan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.launcher.Board;
import io.qipan.launcher.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every process is killed again and again under load. {@code -Dqipan.e2e.faults=N} runs longer, {@code -Dqipan.e2e.seed=N}
 * repeats a schedule; how the threads meet is new each time.
 */
@ExtendWith(SharedBoard.class)
class FaultsIT {

    private static final int FEWEST_FAULTS = 20;

    @Test
    void everyPromiseHoldsWhateverDiesUnderLoad(TestBoard board) throws InterruptedException, TimeoutException {
        // Given
        long seed = Long.parseLong(setting(
                "qipan.e2e.seed", String.valueOf(ThreadLocalRandom.current().nextInt(1_000_000))));
        int count = Integer.parseInt(setting("qipan.e2e.faults", String.valueOf(FEWEST_FAULTS)));
        List<Strike> strikes = Strike.schedule(seed, count);
        System.out.println(count + " faults of the seed " + seed + " (again: -Dqipan.e2e.seed=" + seed + ")");
        try (Board client = board.connect();
                Partner partner = Partner.of(board);
                Watchers watchers = Watchers.of(board, client)) {
            City.settle(client);
            Traffic traffic = Traffic.start(client, seed);

            // When
            strike(board, partner, strikes);
            History history = traffic.stop();

            // Then
            System.out.println(history);
            Aftermath aftermath = Aftermath.whenQuiet(board, client, partner, history, watchers.all());
            watchers.all().forEach(System.out::println);
            requireStress(count, aftermath);
            Promises.check(aftermath);
        }
    }

    /** Every other time the partner is away too, and half of these times it comes back without knowing anything. */
    private static void strike(TestBoard board, Partner partner, List<Strike> strikes) {
        int faults = 0;
        for (int i = 0; i < strikes.size(); i++) {
            Strike strike = strikes.get(i);
            Instant start = Instant.now();
            switch (i % 4) {
                case 0 -> partner.die();
                case 2 -> partner.vanish();
                default -> {}
            }
            strike.happen(board);
            switch (i % 4) {
                case 0 -> partner.rise();
                case 2 -> partner.comeBack();
                default -> {}
            }
            faults += strike.victims().size();
            long took = Duration.between(start, Instant.now()).toMillis();
            System.out.printf("%3d. %s, whole after %d ms%n", faults, strike, took);
        }
    }

    /** A run in which little was done, no ladder was climbed or the watchers were spared would prove nothing. */
    private static void requireStress(int faults, Aftermath aftermath) {
        History history = aftermath.history();
        assertThat(history.acknowledged()).as("acknowledged writes").isGreaterThan(10L * faults);
        for (Rpc<?, ?> rpc : List.of(Rpc.MERGE, Rpc.UNMERGE, Rpc.ISSUE_COMMAND, Rpc.OFFER_TRANSFER)) {
            assertThat(history.acknowledged(rpc))
                    .as("acknowledged requests of %s", rpc.name())
                    .isPositive();
        }
        assertThat(aftermath.partner().returns())
                .as("times that the partner came back without knowing anything")
                .isPositive();
        assertThat(aftermath.ledger(Service.DISPATCH).entries())
                .as("changes")
                .anyMatch(entry -> entry.action().equals("incident.merged"))
                .anyMatch(entry -> entry.action().equals("incident.unmerged"));
        assertThat(aftermath.picture().orders().values())
                .as("orders")
                .anyMatch(order -> order.getEscalationsCount() > 0);
        assertThat(aftermath.watchers())
                .allSatisfy(watcher -> assertThat(watcher.breaks())
                        .as("broken streams of %s", watcher)
                        .isPositive());
    }

    private static String setting(String name, String otherwise) {
        return Optional.ofNullable(System.getProperty(name))
                .filter(value -> !value.isBlank())
                .orElse(otherwise);
    }
}
