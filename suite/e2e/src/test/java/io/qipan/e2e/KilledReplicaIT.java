package io.qipan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.qipan.e2e.Operation.Unknown;
import io.qipan.launcher.Board;
import io.qipan.launcher.Replica;
import io.qipan.launcher.Service;
import io.qipan.launcher.client.Retries;
import io.qipan.launcher.partner.Handing;
import io.qipan.proto.common.v1.Change;
import io.qipan.proto.dispatch.v1.Referral;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two of each service, and one of each dies under load: the others go on with all that it had in hand. */
@ExtendWith(SharedBoard.class)
class KilledReplicaIT {

    private static final Duration CALM = Duration.ofSeconds(2);
    private static final Duration AWAY = Duration.ofSeconds(4);
    private static final Duration BETWEEN_MATTERS = Duration.ofMillis(200);
    private static final Duration TO_THE_LAST = Duration.ofMinutes(1);
    private static final Duration CATCH_UP = Duration.ofSeconds(30);
    private static final int PHONES = 2;
    private static final int FIXES_PER_SECOND = 200;

    private final TestBoard board;

    KilledReplicaIT(TestBoard board) {
        this.board = board;
    }

    @AfterEach
    void withOneOfEachAgain() {
        board.restart(1);
    }

    @Test
    void theOtherReplicaGoesOnWithEveryStreamAndDeadlineOfTheOneThatDies()
            throws InterruptedException, TimeoutException {
        // Given
        board.restart(2);
        try (Board client = settled(board.connect());
                Board agency = board.connectAs(Partner.AGENCY);
                Partner partner = Partner.of(board);
                Watchers watchers = Watchers.of(board, client);
                WatchLog ofAgency = WatchLog.followOwn(board, agency, Service.DISPATCH, "referrals");
                LiveWatch console = LiveWatch.follow(client);
                LiveWatch other = LiveWatch.follow(client)) {
            Instant firstFixAt = Instant.now().minus(Duration.ofHours(1));
            List<Phone> phones = IntStream.range(0, PHONES)
                    .mapToObj(i ->
                            new Phone(client, City.UNITS.get(i), "killed-phone-" + i, firstFixAt, i, FIXES_PER_SECOND))
                    .toList();
            phones.forEach(Phone::start);
            Traffic traffic = Traffic.start(client, 3);
            AtomicBoolean handsOver = new AtomicBoolean(true);
            Thread matters = Thread.ofVirtual().start(() -> hand(agency, handsOver));

            // When
            Pause.of(CALM);
            Instant killedAt = Instant.now();
            // The last one: whoever has only just connected watches there, see EachInTurn.
            board.kill(Arrays.stream(Service.values())
                    .map(service -> new Replica(service, 2))
                    .toList());
            int toldBefore = ofAgency.changes().size();
            Pause.of(AWAY);
            int toldByTheOther = ofAgency.changes().size() - toldBefore;
            Instant repairedFrom = Instant.now();
            board.up();
            Pause.of(CALM);
            handsOver.set(false);
            matters.join();
            History history = traffic.stop();
            phones.forEach(Phone::stop);
            for (Phone phone : phones) {
                phone.awaitAcknowledged(TO_THE_LAST);
            }

            // Then
            System.out.println(history);
            Aftermath aftermath = Aftermath.whenQuiet(board, client, partner, history, watchers.all());
            assertThat(history.operations()).noneMatch(operation -> operation.outcome() instanceof Unknown);
            assertThat(history.operations())
                    .as("done by the replica that was left")
                    .anyMatch(operation -> operation.outcome() instanceof Operation.Acknowledged
                            && operation.startedAt().isAfter(killedAt)
                            && operation.endedAt().isBefore(repairedFrom));
            assertThat(watchers.all()).anyMatch(watcher -> watcher.breaks() > 0);
            assertThat(ofAgency.breaks())
                    .as("the agency watched at the replica that died")
                    .isPositive();
            assertThat(toldByTheOther).as("what the agency was told meanwhile").isPositive();
            requireEveryMatterTold(ofAgency, aftermath.ledger(Service.DISPATCH));
            requireWholePicture(client, console, other);
            Promises.check(aftermath);
        }
    }

    /** With connections to both replicas, so that of what is opened next each has half. */
    private static Board settled(Board client) {
        City.settle(client);
        return client;
    }

    private static void hand(Board agency, AtomicBoolean goOn) {
        try (Handing handing = new Handing(agency, new Retries(TO_THE_LAST), said -> {})) {
            while (goOn.get()) {
                handing.hand(false);
                Pause.of(BETWEEN_MATTERS);
            }
        }
    }

    /** Each change of what the agency handed over came to it once, in order, across the end of its stream. */
    private static void requireEveryMatterTold(WatchLog agency, Ledger ledger) {
        List<Long> expected = ledger.entries().stream()
                .filter(entry -> entry.kind().equals("referrals") && entry.revision() >= agency.from())
                .filter(entry -> entry.state(Referral.class).getAgency().equals(Partner.AGENCY))
                .map(Ledger.Entry::revision)
                .toList();
        assertThat(expected).as("matters handed over").hasSizeGreaterThan(5);
        await("the agency is told of all it handed over")
                .atMost(CATCH_UP)
                .untilAsserted(() -> assertThat(agency.changes().stream()
                                .map(Change::getRevision)
                                .filter(revision -> revision <= ledger.head())
                                .toList())
                        .isEqualTo(expected));
        assertThat(agency.refusedResumes()).isEmpty();
    }

    /** One of the two consoles was at the replica that died. */
    private static void requireWholePicture(Board client, LiveWatch one, LiveWatch other) {
        assertThat(one.pictures() + other.pictures()).isGreaterThan(2);
        await("both consoles show the units where they are")
                .atMost(CATCH_UP)
                .untilAsserted(() -> assertThat(List.of(one.positions(), other.positions()))
                        .containsOnly(LiveWatch.positions(client)));
    }
}
