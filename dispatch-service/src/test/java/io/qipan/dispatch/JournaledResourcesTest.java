package io.qipan.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

class JournaledResourcesTest {

    @Test
    void letsAUnitWatchWhatIsAddressedToIt() {
        // Given
        Caller crew = new Caller("crew", Set.of(Role.UNIT), Optional.of("units/1"), Instant.MAX);

        // When
        SortedSet<String> watched = JournaledResources.kinds().select(crew, List.of());

        // Then
        assertThat(watched).containsExactly("commandNotices", "orders", "searchSectors");
    }

    @Test
    void letsAnAgencyWatchWhatItHasHandedToUs() {
        // Given
        Caller hotline =
                new Caller("zhao", Set.of(Role.AGENCY), Optional.empty(), Optional.of("agencies/12345"), Instant.MAX);

        // When
        SortedSet<String> watched = JournaledResources.kinds().select(hotline, List.of());

        // Then
        assertThat(watched).containsExactly("incidentShares", "referrals");
    }
}
