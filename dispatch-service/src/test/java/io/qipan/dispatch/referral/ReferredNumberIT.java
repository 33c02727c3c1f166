package io.qipan.dispatch.referral;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.Referral;
import io.qipan.proto.dispatch.v1.Referral.State;
import io.qipan.testkit.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A number that cannot be read keeps nobody waiting. */
class ReferredNumberIT extends ReferralScenario {

    private Path keys() {
        return dispatch.referrals().keys();
    }

    private static List<String> kept() {
        return rows("select referral_id::text from referral_number");
    }

    @Test
    void while_no_key_can_be_read_there_is_a_call_without_a_number_which_gets_it_later() throws IOException {
        // Given
        Referral offered = offer(aMatter("W-17"));
        String good = Files.readString(keys());
        Files.writeString(keys(), "spoiled");
        assertThat(accept(offered).getState()).isEqualTo(State.ACCEPTED);
        assertThat(callOf(offered).getCallerId()).isEqualTo("138****5678");
        look();
        assertThat(kept()).hasSize(1);
        Files.writeString(keys(), good);

        // When
        look();

        // Then
        assertThat(numberOf(offered)).isEqualTo(NUMBER);
        assertThat(kept()).isEmpty();
    }

    @Test
    void what_ends_and_what_is_returned_before_still_gets_it_later() throws IOException {
        // Given
        Referral ended = offer(aMatter("W-17"));
        Referral returned = offer(aMatter("W-18"));
        String good = Files.readString(keys());
        Files.writeString(keys(), "spoiled");
        accept(ended);
        desk().end(opened(ended));
        offer(danger("W-18").setCallerId(""));
        desk().send(opened(returned), "units/car-1");
        giveBack(returned);
        look();
        assertThat(now(ended).getState()).isEqualTo(State.COMPLETED);
        assertThat(kept()).hasSize(2);
        Files.writeString(keys(), good);

        // When
        look();

        // Then
        assertThat(List.of(numberOf(ended), numberOf(returned))).containsOnly(NUMBER);
        assertThat(kept()).isEmpty();
        assertThat(deadlines(ended.getName())).isEmpty();
        assertThat(deadlines(returned.getName())).isEmpty();
    }

    @Test
    void of_a_number_that_was_erased_the_call_has_the_mask() throws IOException {
        // Given
        Referral offered = offer(aMatter("W-17"));
        Files.writeString(keys(), "test erased\n" + TestKeys.line("test-2", 2));

        // When
        accept(offered);

        // Then
        Call call = callOf(offered);
        assertThat(call.getCallerId()).isEqualTo("138****5678");
        assertThat(kept()).isEmpty();
    }
}
