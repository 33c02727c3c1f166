/** Carrying the feed to a topic of Apache Kafka, for other agencies and analytics; off unless somebody says where. */
@NullMarked
package io.qipan.runtime.relay;

import org.jspecify.annotations.NullMarked;
