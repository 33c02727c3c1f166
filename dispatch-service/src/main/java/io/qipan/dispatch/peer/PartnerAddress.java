package io.qipan.dispatch.peer;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a partner is.
 *
 * @param agency {@code agencies/{code}}
 * @param isProtected by TLS; else everything goes in clear
 * @param address {@code host:port}
 */
record PartnerAddress(String agency, boolean isProtected, String address) {
    private static final Pattern ONE = Pattern.compile("([a-z0-9-]{1,40})=(https?)://([^\\s/]+:\\d{1,5})");

    /** From {@code 12345=https://host:port,119=https://host:port}; nothing is nobody. */
    static List<PartnerAddress> read(String setting) {
        return Arrays.stream(setting.split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .map(PartnerAddress::one)
                .toList();
    }

    /** Without {@code agencies/}. */
    String code() {
        return agency.substring("agencies/".length());
    }

    private static PartnerAddress one(String text) {
        Matcher matcher = ONE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("QIPAN_DISPATCH_PARTNERS has '" + text
                    + "', which is not code=https://host:port, as in 12345=https://12345.example.org:7650; http://"
                    + " sends everything in clear");
        }
        return new PartnerAddress(
                "agencies/" + matcher.group(1), matcher.group(2).equals("https"), matcher.group(3));
    }
}
