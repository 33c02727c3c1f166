package io.qipan.patrol;

import io.qipan.patrol.duty.DutyBoard;
import io.qipan.patrol.season.SeasonBoard;
import io.qipan.proto.patrol.v1.DutyServiceGrpc;
import io.qipan.proto.patrol.v1.RosterServiceGrpc;
import io.qipan.proto.patrol.v1.SeasonServiceGrpc;
import io.qipan.testkit.RandomMessages;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestDatabase;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code -Dqipan.test.messages=10000} throws more, {@code -Dqipan.test.seed=N} the same ones again. */
class RandomDutyMessagesIT {
    private static final int MESSAGES = Integer.getInteger("qipan.test.messages", 500);
    private static final long SEED =
            Long.getLong("qipan.test.seed", ThreadLocalRandom.current().nextLong());

    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private final Patrol patrol = Patrol.onPostgres(DATABASE.unitOfWork(), InstantSource.system());
    private final DutyBoard duty = DutyBoard.over(patrol);

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(
            () -> List.of(SeasonBoard.over(patrol).rpc(), duty.roster().rpc(), duty.rpc()));

    @Test
    void random_messages_at_the_season_are_answered_or_refused_clearly() {
        RandomMessages.throwAt(harness, SeasonServiceGrpc.getServiceDescriptor(), MESSAGES, SEED);
    }

    @Test
    void random_messages_at_the_roster_are_answered_or_refused_clearly() {
        RandomMessages.throwAt(harness, RosterServiceGrpc.getServiceDescriptor(), MESSAGES, SEED);
    }

    @Test
    void random_messages_at_duty_levels_are_answered_or_refused_clearly() {
        RandomMessages.throwAt(harness, DutyServiceGrpc.getServiceDescriptor(), MESSAGES, SEED);
    }
}
