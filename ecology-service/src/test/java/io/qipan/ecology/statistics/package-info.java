@NullMarked
package io.qipan.ecology.statistics;

import org.jspecify.annotations.NullMarked;
