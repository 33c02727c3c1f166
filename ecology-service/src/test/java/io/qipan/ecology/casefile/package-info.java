@NullMarked
package io.qipan.ecology.casefile;

import org.jspecify.annotations.NullMarked;
