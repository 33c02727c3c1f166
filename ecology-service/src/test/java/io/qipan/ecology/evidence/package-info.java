@NullMarked
package io.qipan.ecology.evidence;

import org.jspecify.annotations.NullMarked;
