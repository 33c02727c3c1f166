package io.qipan.runtime.start;

import io.qipan.runtime.limit.Quota;
import io.qipan.runtime.limit.Quotas;
import io.qipan.runtime.rpc.ServerLimits;
import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What one may take of a replica, as the settings say. */
@ConfigMapping(prefix = "qipan.limit")
public interface LimitSettings {

    /** What one of them may take. */
    interface Part {
        int perSecond();

        int atOnce();

        int streams();

        default Quota quota() {
            return new Quota(perSecond(), atOnce(), streams());
        }
    }

    Part caller();

    Part agency();

    Part network();

    Optional<Set<String>> bulkCallers();

    /** Uncompressed. */
    int messageBytes();

    int headerBytes();

    int connections();

    int connectionsOfAddress();

    Duration handshake();

    Duration connectionIdle();

    Duration connectionAge();

    default Quotas quotas() {
        return new Quotas(
                caller().quota(),
                agency().quota(),
                network().quota(),
                bulkCallers().orElse(Set.of()));
    }

    default ServerLimits ofServer() {
        return new ServerLimits(
                headerBytes(), connections(), connectionsOfAddress(), handshake(), connectionIdle(), connectionAge());
    }
}
