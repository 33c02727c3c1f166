/** Tests of following the feed of another service, which has a database of its own and goes wrong in several ways. */
@NullMarked
package io.qipan.runtime.follow;

import org.jspecify.annotations.NullMarked;
