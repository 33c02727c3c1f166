package io.qipan.dispatch.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.Surroundings;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingFaultsTest {

    /** The shipped settings, but for one. */
    private static DispatchSettings with(String name, Object value) {
        DispatchSettings shipped = Surroundings.defaults();
        return (DispatchSettings) Proxy.newProxyInstance(
                DispatchSettings.class.getClassLoader(),
                new Class<?>[] {DispatchSettings.class},
                (proxy, method, arguments) -> method.getName().equals(name) ? value : method.invoke(shipped));
    }

    private static String key(String name) {
        return "qipan.dispatch." + name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Stream<String> settingsOf(Class<?>... types) {
        return Arrays.stream(DispatchSettings.class.getMethods())
                .filter(method -> List.of(types).contains(method.getReturnType()))
                .map(Method::getName);
    }

    private static Stream<String> durations() {
        return settingsOf(Duration.class);
    }

    private static Stream<String> shares() {
        return settingsOf(double.class, Double.class);
    }

    private static Stream<String> counts() {
        return settingsOf(int.class);
    }

    @Test
    void findsNothingWrongWithTheShippedSettings() {
        // When
        List<String> faults = SettingFaults.of(Surroundings.defaults());

        // Then
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("durations")
    void refusesADurationOfLessThanNothing(String name) {
        // When
        List<String> faults = SettingFaults.of(with(name, Duration.ofSeconds(-1)));

        // Then
        assertThat(faults).singleElement().asString().startsWith(key(name) + " is PT-1S and must be ");
    }

    @ParameterizedTest
    @MethodSource("shares")
    void refusesAShareBelowZero(String name) {
        // When
        List<String> faults = SettingFaults.of(with(name, -0.1));

        // Then
        assertThat(faults).singleElement().asString().startsWith(key(name) + " is -0.1 and must be ");
    }

    @ParameterizedTest
    @MethodSource("counts")
    void refusesACountOfNothing(String name) {
        // When
        List<String> faults = SettingFaults.of(with(name, 0));

        // Then
        assertThat(faults).containsExactly(key(name) + " is 0 and must be at least 1");
    }

    @Test
    void refusesToDoSomethingAgainAtOnceAndForEver() {
        // When
        List<String> faults = SettingFaults.of(with("sweepEvery", Duration.ZERO));

        // Then
        assertThat(faults).containsExactly("qipan.dispatch.sweep-every is PT0S and must be longer than 0");
    }

    @Test
    void refusesALadderWithARungBeforeTheOneBelowIt() {
        // Given
        List<Duration> rungs = List.of(Duration.ofSeconds(30), Duration.ofSeconds(15));

        // When
        List<String> faults = SettingFaults.of(with("ladderP1", rungs));

        // Then
        assertThat(faults)
                .containsExactly("qipan.dispatch.ladder-p1 is [PT30S, PT15S] and must be one or more times,"
                        + " each longer than the one before");
    }
}
