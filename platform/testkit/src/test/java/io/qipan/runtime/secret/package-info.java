@NullMarked
package io.qipan.runtime.secret;

import org.jspecify.annotations.NullMarked;
