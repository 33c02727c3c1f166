package io.qipan.dispatch.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.dispatch.v1.Transfer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sweep, through what it reads from PostgreSQL. */
class LostDeliveryIT extends TransferScenario {

    @Test
    void the_delivery_of_a_transfer_that_lost_its_deadline_is_due_now() {
        // Given a transfer that the partner has time to decide on for longer
        Transfer offered = offered();
        DATABASE.execute("delete from deadline where subject = '" + offered.getName() + "'");

        // When
        List<String> adopted = dispatch.oversight().adopt();

        // Then
        assertThat(adopted).containsExactly(offered.getName());
        assertThat(rows("select kind || ' ' || extract(epoch from due_at)::bigint from deadline where subject = '"
                        + offered.getName() + "'"))
                .containsExactly("transfer.deliver " + clock.instant().getEpochSecond());
        assertThat(rows("select (next_deadline_at > to_timestamp("
                        + clock.instant().getEpochSecond() + "))::text from transfer"))
                .as("it is due before that")
                .containsExactly("true");
    }

    @Test
    void what_the_partner_decides_keeps_its_time() {
        // Given
        Transfer delivered = delivered();
        List<String> before = due(delivered);
        DATABASE.execute("delete from deadline where subject = '" + delivered.getName() + "'");

        // When
        List<String> adopted = dispatch.oversight().adopt();

        // Then
        assertThat(adopted).containsExactly(delivered.getName());
        assertThat(due(delivered)).isEqualTo(before);
    }

    private static List<String> due(Transfer transfer) {
        return rows("select kind || ' ' || due_at from deadline where subject = '" + transfer.getName() + "'");
    }
}
