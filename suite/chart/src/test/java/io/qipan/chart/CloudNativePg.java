package io.qipan.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;

/**
 * Of the API of CloudNativePG 1.25 and later what the chart uses, from its reference
 * (cloudnative-pg.io/docs, "API Reference"); no Java model of it is published.
 */
final class CloudNativePg {

    record Cluster(String apiVersion, String kind, ObjectMeta metadata, ClusterSpec spec) {}

    record ClusterSpec(
            int instances,
            String imageName,
            Storage storage,
            ResourceRequirements resources,
            JsonNode postgresql,
            Managed managed) {}

    record Storage(String size, String storageClass) {}

    record Managed(List<ManagedRole> roles) {}

    record ManagedRole(String name, String ensure, boolean login, Reference passwordSecret) {}

    record Reference(String name) {}

    record Database(String apiVersion, String kind, ObjectMeta metadata, DatabaseSpec spec) {}

    record DatabaseSpec(Reference cluster, String name, String owner, String databaseReclaimPolicy) {}

    private CloudNativePg() {}
}
