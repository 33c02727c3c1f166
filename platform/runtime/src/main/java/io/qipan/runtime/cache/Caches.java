package io.qipan.runtime.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.function.Function;

/**
 * The one place where caches are made. Caffeine puts the name of a class together from what a cache is asked to do and looks it
 * up; a native executable has only those that are named here, for the caches and for their entries.
 */
@RegisterForReflection(
        classNames = {
            "com.github.benmanes.caffeine.cache.SSMSW",
            "com.github.benmanes.caffeine.cache.PSWMS",
            "com.github.benmanes.caffeine.cache.SSMSA",
            "com.github.benmanes.caffeine.cache.PSAMS",
            "com.github.benmanes.caffeine.cache.WS",
            "com.github.benmanes.caffeine.cache.FS"
        })
public final class Caches {

    private Caches() {}

    /** @param most beyond which those go that are asked for least */
    public static <K, V> Cache<K, V> forgottenAfterWriting(int most, Duration kept) {
        return Caffeine.newBuilder().maximumSize(most).expireAfterWrite(kept).build();
    }

    /**
     * @param most beyond which those go that are asked for least
     * @param unused how long nobody asks for what is then forgotten
     */
    public static <K, V> Cache<K, V> forgottenAfterUse(int most, Duration unused, Ticker nanoTime) {
        return Caffeine.newBuilder()
                .maximumSize(most)
                .ticker(nanoTime)
                .expireAfterAccess(unused)
                .build();
    }

    /** What is made of a key is kept as long as somebody has this very key, which the cache does not keep alive. */
    public static <K, V> LoadingCache<K, V> ofWhatLives(Function<K, V> made) {
        return Caffeine.newBuilder().weakKeys().executor(Runnable::run).build(made::apply);
    }
}
