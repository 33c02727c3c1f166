/** What tests of a service stand on: a real PostgreSQL, the real RPC pipeline, hand-written fakes, rules of architecture. */
@NullMarked
package io.qipan.testkit;

import org.jspecify.annotations.NullMarked;
