/** The register of what inspections look after, how urgent each is, and whose inspection is due. */
@NullMarked
package io.qipan.ecology.registry;

import org.jspecify.annotations.NullMarked;
