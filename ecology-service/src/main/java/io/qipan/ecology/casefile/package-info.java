/** Case files: opened from an act, kept with the law of that day, owned and reviewed until closed. */
@NullMarked
package io.qipan.ecology.casefile;

import org.jspecify.annotations.NullMarked;
