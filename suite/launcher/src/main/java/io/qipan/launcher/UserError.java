package io.qipan.launcher;

/** Something a person can put right: one sentence that says what was wrong, with the value, and what to do. */
public final class UserError extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UserError(String sentence) {
        super(sentence);
    }

    public UserError(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** The sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
