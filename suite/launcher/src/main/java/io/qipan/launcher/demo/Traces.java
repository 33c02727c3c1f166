package io.qipan.launcher.demo;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the story has created so far, known also when it breaks off. */
final class Traces {

    private volatile @Nullable String call;
    private volatile @Nullable String incident;
    private volatile @Nullable String silentOrder;

    void call(String name) {
        call = name;
    }

    void incident(String name) {
        incident = name;
    }

    void silent(String order) {
        silentOrder = order;
    }

    Optional<String> call() {
        return Optional.ofNullable(call);
    }

    Optional<String> incident() {
        return Optional.ofNullable(incident);
    }

    Optional<String> silentOrder() {
        return Optional.ofNullable(silentOrder);
    }
}
