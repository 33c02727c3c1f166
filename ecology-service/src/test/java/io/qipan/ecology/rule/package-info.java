@NullMarked
package io.qipan.ecology.rule;

import org.jspecify.annotations.NullMarked;
