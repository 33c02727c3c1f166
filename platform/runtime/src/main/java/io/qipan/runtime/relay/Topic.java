package io.qipan.runtime.relay;

import io.cloudevents.CloudEvent;
import java.util.List;

/** Where events are carried to. */
interface Topic extends AutoCloseable {

    String name();

    /** Returns when all of them are kept there, in this order, or throws and none of them counts. */
    void publish(List<CloudEvent> events);

    @Override
    void close();
}
