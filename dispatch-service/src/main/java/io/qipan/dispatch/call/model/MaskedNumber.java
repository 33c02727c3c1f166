package io.qipan.dispatch.call.model;

/** A telephone number or account as everybody may see it: enough to tell two callers apart, too little to reach one. */
public final class MaskedNumber {
    /** A mobile number has eleven digits, and these many are shown in front and at the end, as is usual in China. */
    private static final int FRONT = 3;

    private static final int END = 4;
    /** At least as much is hidden as is shown at the end. */
    private static final int LONG_ENOUGH = FRONT + 2 * END;

    private MaskedNumber() {}

    /** Masking once more changes nothing. */
    public static String of(String number) {
        int length = number.length();
        int front = length >= LONG_ENOUGH ? FRONT : 0;
        int end = length >= LONG_ENOUGH ? END : 0;
        return number.substring(0, front) + "*".repeat(length - front - end) + number.substring(length - end);
    }
}
