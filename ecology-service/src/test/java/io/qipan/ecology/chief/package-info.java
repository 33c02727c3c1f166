@NullMarked
package io.qipan.ecology.chief;

import org.jspecify.annotations.NullMarked;
