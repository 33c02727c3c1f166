package io.qipan.dispatch.afteraction;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.JournaledResources;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StatesTest {

    @Test
    void every_kind_that_is_journaled_can_be_read_again() {
        // When
        Set<String> readable = States.known().stream()
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .map(name -> Character.toLowerCase(name.charAt(0)) + name.substring(1))
                .flatMap(name -> List.of(name + "s", name + "es", name.replaceFirst("is$", "es")).stream())
                .collect(Collectors.toSet());

        // Then
        assertThat(readable).containsAll(JournaledResources.kinds().all());
    }
}
