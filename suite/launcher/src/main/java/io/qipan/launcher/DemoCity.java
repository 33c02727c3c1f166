package io.qipan.launcher;

/** What a board is filled with when it starts, through the public API. Loading it again changes nothing. */
@FunctionalInterface
public interface DemoCity {

    /** A board that starts empty. */
    DemoCity NONE = board -> "";

    /**
     * Loads the city into a board that is ready.
     *
     * @return one line for the person who started the board, or nothing
     */
    String load(Board board);
}
