@NullMarked
package io.qipan.ecology.agency;

import org.jspecify.annotations.NullMarked;
