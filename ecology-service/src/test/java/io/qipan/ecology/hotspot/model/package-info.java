@NullMarked
package io.qipan.ecology.hotspot.model;

import org.jspecify.annotations.NullMarked;
