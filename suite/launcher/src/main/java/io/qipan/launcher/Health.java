package io.qipan.launcher;

import java.util.List;

/**
 * How a process is.
 *
 * @param failing the checks that keep it from being ready, as the service names them
 */
record Health(State state, List<String> failing) {

    enum State {
        READY("ready"),
        LIVE_NOT_READY("live-not-ready"),
        NOT_ANSWERING("not-answering"),
        DEAD("dead"),
        NOT_RUNNING("not-running");

        private final String word;

        State(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    static Health of(State state) {
        return new Health(state, List.of());
    }

    boolean isReady() {
        return state == State.READY;
    }

    @Override
    public String toString() {
        return failing.isEmpty() ? state.word() : state.word() + " (" + String.join(", ", failing) + ")";
    }
}
