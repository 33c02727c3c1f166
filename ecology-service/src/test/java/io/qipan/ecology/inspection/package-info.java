@NullMarked
package io.qipan.ecology.inspection;

import org.jspecify.annotations.NullMarked;
