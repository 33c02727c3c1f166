package io.qipan.launcher;

/** What {@code ./qipan} returns to the shell. */
public final class ExitCode {

    /** Done. */
    public static final int OK = 0;
    /** It did not work; the sentence on stderr says why. A call that ended in a gRPC error counts here too. */
    public static final int FAILED = 1;
    /** The command line was not understood. */
    public static final int USAGE = 2;
    /** {@code status} only: not everything is ready. */
    public static final int NOT_READY = 3;

    private ExitCode() {}
}
