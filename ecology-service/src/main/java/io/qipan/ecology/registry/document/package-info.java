/** Documents that the register is imported from. */
@NullMarked
package io.qipan.ecology.registry.document;

import org.jspecify.annotations.NullMarked;
