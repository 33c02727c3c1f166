@NullMarked
package io.qipan.launcher.species;

import org.jspecify.annotations.NullMarked;
