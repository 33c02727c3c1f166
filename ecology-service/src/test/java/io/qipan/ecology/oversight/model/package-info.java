@NullMarked
package io.qipan.ecology.oversight.model;

import org.jspecify.annotations.NullMarked;
