/** Telephones that report without a token of their own, and the keys that they have instead. */
@NullMarked
package io.qipan.patrol.device;

import org.jspecify.annotations.NullMarked;
