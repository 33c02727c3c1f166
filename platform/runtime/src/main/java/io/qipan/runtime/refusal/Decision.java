package io.qipan.runtime.refusal;

import java.util.function.Function;

/** What a rule decides: the next state, or a refusal. */
public sealed interface Decision<T> {

    record Granted<T>(T value) implements Decision<T> {}

    record Refused<T>(Refusal refusal) implements Decision<T> {}

    static <T> Decision<T> grant(T value) {
        return new Granted<>(value);
    }

    static <T> Decision<T> refuse(Refusal refusal) {
        return new Refused<>(refusal);
    }

    default <S> Decision<S> then(Function<T, Decision<S>> next) {
        return switch (this) {
            case Granted<T>(T value) -> next.apply(value);
            case Refused<T>(Refusal refusal) -> refuse(refusal);
        };
    }

    /** The granted value; a refusal leaves the use case as an exception. */
    default T orRefuse() {
        return switch (this) {
            case Granted<T>(T value) -> value;
            case Refused<T>(Refusal refusal) -> throw refusal.asException();
        };
    }
}
