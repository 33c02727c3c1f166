package io.qipan.dispatch.id.model;

import java.util.UUID;

/** Identifies an analysis of hotspots. */
public record HotspotAnalysisId(UUID uuid) {
    private static final String PREFIX = "hotspotAnalyses/";
    private static final String HOTSPOTS = "/hotspots/";

    /** From a resource name that the contract's pattern has let through. */
    public static HotspotAnalysisId parse(String name) {
        return new HotspotAnalysisId(ResourceName.uuid(PREFIX, name));
    }

    /** One hotspot that it found. */
    public record Numbered(HotspotAnalysisId analysis, int number) {

        /** From a resource name that the contract's pattern has let through. */
        public static Numbered parse(String name) {
            int end = name.indexOf(HOTSPOTS);
            return new Numbered(
                    HotspotAnalysisId.parse(name.substring(0, end)),
                    Integer.parseInt(name.substring(end + HOTSPOTS.length())));
        }

        public String name() {
            return analysis.name() + HOTSPOTS + number;
        }
    }

    public String name() {
        return PREFIX + uuid;
    }
}
