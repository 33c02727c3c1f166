@NullMarked
package io.qipan.ecology.registry;

import org.jspecify.annotations.NullMarked;
