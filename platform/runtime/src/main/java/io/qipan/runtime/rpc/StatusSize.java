package io.qipan.runtime.rpc;

import io.qipan.runtime.refusal.Refusal.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Keeps a status small enough to arrive. It travels in HTTP/2 trailers, of which clients take 8 KiB: the text twice, once
 * percent-encoded, the details in base64. A status that is too big reaches the client as another one, without a reason.
 */
final class StatusSize {

    private static final int TEXT = 1_000;
    private static final int VALUE = 200;
    private static final int ALL_VIOLATIONS = 2_500;
    /** What a character beyond ASCII costs: three bytes, each percent-encoded. */
    private static final int BEYOND_ASCII = 9;

    private StatusSize() {}

    static String fitText(String text) {
        return cut(text, TEXT);
    }

    static Map<String, String> fit(Map<String, String> metadata) {
        return metadata.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> cut(entry.getValue(), VALUE)));
    }

    /** The first violations, as many as there is room for. */
    static List<Violation> fit(List<Violation> violations) {
        List<Violation> fitting = new ArrayList<>();
        int left = ALL_VIOLATIONS;
        for (Violation violation : violations) {
            Violation shorter = new Violation(cut(violation.field(), VALUE), cut(violation.description(), VALUE));
            left -= cost(shorter.field()) + cost(shorter.description());
            if (left < 0) {
                break;
            }
            fitting.add(shorter);
        }
        return fitting;
    }

    private static int cost(String text) {
        return text.codePoints().map(StatusSize::cost).sum();
    }

    private static int cost(int codePoint) {
        return codePoint < 0x80 ? 1 : BEYOND_ASCII;
    }

    private static String cut(String text, int room) {
        int left = room;
        int end = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            left -= cost(codePoint);
            if (left < 0) {
                return text.substring(0, end) + "...";
            }
            end += Character.charCount(codePoint);
        }
        return text;
    }
}
