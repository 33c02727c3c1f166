package io.qipan.launcher;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where dispatch-service of a board looks for the partners that matters are handed to. Unless the environment says otherwise,
 * 12345 is expected on this machine, at a port of the board, where nobody listens until it is played.
 *
 * @param partners as {@code QIPAN_DISPATCH_PARTNERS} has them; empty: nobody
 */
public record PartnerSetting(String partners) {

    static final String VARIABLE = "QIPAN_DISPATCH_PARTNERS";

    private static final Pattern HERE =
            Pattern.compile("([a-z0-9-]{1,40})=http://(?:127\\.0\\.0\\.1|localhost):(\\d{1,5})");

    static PartnerSetting of(Map<String, String> environment, Ports ports) {
        return new PartnerSetting(environment.getOrDefault(VARIABLE, "12345=http://" + Address.local(ports.partner())));
    }

    /** What the board of a checkout was started with, if one was. */
    public static Optional<PartnerSetting> of(Workspace workspace) {
        return new RunState(workspace.run()).partners();
    }

    /**
     * Where a partner is expected that is played on this machine. Nowhere if it is looked for elsewhere: it may be a real one.
     *
     * @param code without {@code agencies/}
     */
    public OptionalInt portHere(String code) {
        for (String one : partners.split(",", -1)) {
            Matcher matcher = HERE.matcher(one.strip());
            if (matcher.matches() && matcher.group(1).equals(code)) {
                return OptionalInt.of(Integer.parseInt(matcher.group(2)));
            }
        }
        return OptionalInt.empty();
    }
}
