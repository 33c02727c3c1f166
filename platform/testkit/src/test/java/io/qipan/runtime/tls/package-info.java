@NullMarked
package io.qipan.runtime.tls;

import org.jspecify.annotations.NullMarked;
