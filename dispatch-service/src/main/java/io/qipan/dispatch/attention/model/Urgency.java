package io.qipan.dispatch.attention.model;

/** How soon somebody has to look; see {@code qipan.dispatch.v1.Attention.Urgency}. */
public enum Urgency {
    HIGHEST,
    HIGH,
    NORMAL,
    LOW;

    /** 1 is the highest, as storage orders them. */
    public int rank() {
        return ordinal() + 1;
    }

    public static Urgency ofRank(int rank) {
        return values()[rank - 1];
    }
}
