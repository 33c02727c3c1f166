package io.qipan.launcher.track;

import java.io.IOException;
import java.io.InputStream;

/** A kind of file, read point by point. */
interface TrackFormat {

    /** Is given what a file holds, in its order. */
    interface Content {
        void point(TrackPoint point);

        void skipped(long line, String reason);
    }

    /** The file as a whole is of another kind. */
    final class NotOfFormat extends Exception {
        private static final long serialVersionUID = 1;

        NotOfFormat(String why) {
            super(why);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    void read(InputStream file, Content content) throws IOException, NotOfFormat;
}
