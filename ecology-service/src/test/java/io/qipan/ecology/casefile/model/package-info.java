@NullMarked
package io.qipan.ecology.casefile.model;

import org.jspecify.annotations.NullMarked;
