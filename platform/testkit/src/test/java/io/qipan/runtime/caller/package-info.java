@NullMarked
package io.qipan.runtime.caller;

import org.jspecify.annotations.NullMarked;
