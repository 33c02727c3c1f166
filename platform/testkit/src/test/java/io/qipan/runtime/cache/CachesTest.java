package io.qipan.runtime.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CachesTest {

    static Stream<Cache<Object, String>> every_kind_of_cache() {
        return Stream.of(
                Caches.forgottenAfterWriting(10, Duration.ofMinutes(1)),
                Caches.forgottenAfterUse(10, Duration.ofMinutes(1), Ticker.systemTicker()),
                Caches.ofWhatLives(Object::toString));
    }

    @ParameterizedTest
    @MethodSource("every_kind_of_cache")
    void the_classes_that_caffeine_looks_up_are_named_for_native_executables(Cache<Object, String> cache)
            throws ReflectiveOperationException {
        // Given
        String[] named = Caches.class.getAnnotation(RegisterForReflection.class).classNames();

        // When
        Map<Object, String> kept = cache.asMap();

        // Then
        assertThat(named)
                .contains(kept.getClass().getName())
                .contains(entriesOf(kept).getClass().getName());
    }

    /** What makes the entries, of the kind that the entries are. */
    private static Object entriesOf(Map<Object, String> kept) throws ReflectiveOperationException {
        Class<?> type = kept.getClass();
        while (!type.getSimpleName().equals("BoundedLocalCache")) {
            type = type.getSuperclass();
        }
        Field factory = type.getDeclaredField("nodeFactory");
        factory.setAccessible(true);
        return factory.get(kept);
    }
}
