package io.qipan.bench.duplicates;

import io.qipan.proto.common.v1.LocationInput;
import java.time.Instant;
import java.util.Optional;

/**
 * One generated call, and the truth about it.
 *
 * @param event number of the event that it is about
 * @param type as the call-taker took it to be, which may be wrong
 */
record Report(int event, Instant at, String type, String number, String words, Optional<LocationInput> place) {}
